// An application with OpenTelemetry's SDK: makes spans of mixed shapes and exports them. Usage: spans.js KIND URL COUNT
'use strict';
const { SpanKind, SpanStatusCode, trace, context } = require('@opentelemetry/api');
const { resourceFromAttributes } = require('@opentelemetry/resources');
const { BasicTracerProvider, BatchSpanProcessor } = require('@opentelemetry/sdk-trace-base');

const [kind, url, count] = [process.argv[2], process.argv[3], Number(process.argv[4])];
const exporters = { json: 'exporter-trace-otlp-http', proto: 'exporter-trace-otlp-proto', grpc: 'exporter-trace-otlp-grpc' };
const patience = 120_000;
const { OTLPTraceExporter } = require(`@opentelemetry/${exporters[kind]}`);
const exporter = new OTLPTraceExporter({ url, compression: kind === 'json' ? 'none' : 'gzip', concurrencyLimit: 4, timeoutMillis: patience });

let [exported, failed] = [0, 0];
const counting = {
  export: (spans, done) => exporter.export(spans, (result) => {
    if (result.code === 0) exported += spans.length;
    else failed += spans.length;
    done(result);
  }),
  forceFlush: () => exporter.forceFlush(),
  shutdown: () => exporter.shutdown(),
};
const processor = new BatchSpanProcessor(counting, { maxQueueSize: 4096, maxExportBatchSize: 512, scheduledDelayMillis: 50, exportTimeoutMillis: patience });
const provider = new BasicTracerProvider({
  resource: resourceFromAttributes({ 'service.name': 'frontend', 'k8s.namespace.name': 'shop' }),
  spanProcessors: [processor],
});
const tracer = provider.getTracer('test', '1.0');

const destinations = [['cart', 80], ['payments.shop.svc.cluster.local', 8080], ['nobody', 9]];
function make(number) {
  const parent = tracer.startSpan(`request ${number}`, { kind: SpanKind.INTERNAL, attributes: { number, ratio: number / 7, list: ['a', 'ü', '"'] } });
  const [host, port] = destinations[number % destinations.length];
  const child = tracer.startSpan('GET', { kind: SpanKind.CLIENT, attributes: { 'server.address': host, 'server.port': port, 'http.request.method': 'GET' } }, trace.setSpan(context.active(), parent));
  if (number % 5 === 0) child.addEvent('retry', { attempt: 2 });
  if (number % 7 === 0) child.setStatus({ code: SpanStatusCode.ERROR, message: 'no answer' });
  child.end();
  parent.end();
}

(async () => {
  for (let made = 0; made < count / 2; made += 1) {
    make(made);
    if (made % 500 === 499) await provider.forceFlush();
  }
  await provider.forceFlush();
  await provider.shutdown();
  console.log(JSON.stringify({ exported, failed }));
})();
