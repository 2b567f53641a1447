const [url, scenario] = process.argv.slice(2);
const answer = await fetch(`${url}/execute`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'x-scenario': scenario },
  body: JSON.stringify({ job_id: 'j1', prompt: 'a haiku' }),
});
let text = '';
let rest = '';
for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
  rest += part;
  const frames = rest.split('\n\n');
  rest = frames.pop();
  for (const frame of frames) {
    if (frame.startsWith('event: token')) text += JSON.parse(frame.split('data: ')[1]).t;
  }
}
console.log('answer:', text);
