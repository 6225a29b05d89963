// Stops on a Node.js older than 24 and says what to do. Required first by every script; as text, the first line of every bundle.
const check = (version, isProgram) => {
  if (Number(version.split('.')[0]) >= 24) return;
  const message = `Vernissage needs Node.js 24 or newer; this is ${version}. Run "npm ci", and start it through npm (npm run …), which uses the pinned Node.js.`;
  if (!isProgram) throw new Error(message);
  console.error(message);
  process.exit(1);
};

check(process.versions.node, true);

exports.banner = `(${check})(process.versions.node, typeof require === 'function' && require.main === module);`;
