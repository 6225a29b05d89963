// The built app, unchanged, in a process that ends at a chosen moment. The order is in the file ORDER_FILE:
// { function, when: "before" | "after", input?, how: "kill" | "fail" }; it is carried out once.
const { existsSync, readFileSync, rmSync } = require('node:fs');
// The bundled @azure/functions would be a second copy if we brought one; the core is what the host gives to both.
const core = require('@azure/functions-core');

const { ORDER_FILE, BUILT_APP } = process.env;

const carryOut =
  when =>
  ({ invocationContext, inputs }) => {
    if (!existsSync(ORDER_FILE)) return;
    const order = JSON.parse(readFileSync(ORDER_FILE, 'utf8'));
    if (order.function !== invocationContext.functionName || order.when !== when) return;
    if (order.input !== undefined && !JSON.stringify(inputs[0]).includes(order.input)) return;
    rmSync(ORDER_FILE);
    if (order.how === 'fail') throw new Error(`Failed on order, ${when} ${order.function}.`);
    process.kill(process.pid, 'SIGKILL');
  };

core.registerHook('preInvocation', carryOut('before'));
core.registerHook('postInvocation', carryOut('after'));
require(BUILT_APP);
