/** The .NET exception, as Newtonsoft writes it, in which the real host wraps an error of the worker. */
export function remoteException(message: string, stack: string): string {
  return JSON.stringify({
    $type: 'System.Exception, System.Private.CoreLib',
    ClassName: 'System.Exception',
    Message: ` ${message}`,
    Data: null,
    InnerException: rpcException(message, stack),
    HelpURL: null,
    StackTraceString: null,
    RemoteStackTraceString: null,
    RemoteStackIndex: 0,
    ExceptionMethod: null,
    HResult: -2146233088,
    Source: null,
    WatsonBuckets: null,
  });
}

const rpcException = (message: string, stack: string) => ({
  $type: 'Microsoft.Azure.WebJobs.Script.Workers.Rpc.RpcException, Microsoft.Azure.WebJobs.Script',
  IsUserException: false,
  RemoteStackTrace: stack,
  RemoteMessage: message,
  RemoteTypeName: null,
  Message: `Result: Failure\nException: ${message}\nStack: ${stack}`,
  Data: { $type: 'System.Collections.ListDictionaryInternal, System.Private.CoreLib' },
  InnerException: null,
  HelpLink: null,
  Source: 'System.Private.CoreLib',
  HResult: -2146233088,
  StackTrace: '   at Vernissage.LocalHost.Worker.Invoke()',
});
