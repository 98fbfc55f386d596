namespace MeshLens.Otlp.Json;

/// <summary>The messages of OTLP 1.x as far as they are taken in, by the numbers of <c>opentelemetry-proto</c>.</summary>
internal static class OtlpSchema
{
    private static readonly OtlpMessage AnyValue = new();

    private static readonly OtlpMessage KeyValue = new OtlpMessage().With(
        new("key", 1, OtlpKind.Text), new("value", 2, OtlpKind.Message, Message: AnyValue));

    private static readonly OtlpMessage Resource = new OtlpMessage().With(
        Attributes(1), new("droppedAttributesCount", 2, OtlpKind.Integer));

    private static readonly OtlpMessage Scope = new OtlpMessage().With(
        new("name", 1, OtlpKind.Text), new("version", 2, OtlpKind.Text), Attributes(3), new("droppedAttributesCount", 4, OtlpKind.Integer));

    private static readonly OtlpMessage LogRecord = new OtlpMessage().With(
        new("timeUnixNano", 1, OtlpKind.Fixed64),
        new("severityNumber", 2, OtlpKind.Integer),
        new("severityText", 3, OtlpKind.Text),
        new("body", 5, OtlpKind.Message, Message: AnyValue),
        Attributes(6),
        new("droppedAttributesCount", 7, OtlpKind.Integer),
        new("flags", 8, OtlpKind.Fixed32),
        new("traceId", 9, OtlpKind.Id),
        new("spanId", 10, OtlpKind.Id),
        new("observedTimeUnixNano", 11, OtlpKind.Fixed64),
        new("eventName", 12, OtlpKind.Text));

    private static readonly OtlpMessage ScopeLogs = new OtlpMessage().With(
        new("scope", 1, OtlpKind.Message, Message: Scope),
        new("logRecords", 2, OtlpKind.Message, IsList: true, LogRecord),
        new("schemaUrl", 3, OtlpKind.Text));

    private static readonly OtlpMessage ResourceLogs = new OtlpMessage().With(
        new("resource", 1, OtlpKind.Message, Message: Resource),
        new("scopeLogs", 2, OtlpKind.Message, IsList: true, ScopeLogs),
        new("schemaUrl", 3, OtlpKind.Text));

    static OtlpSchema() => AnyValue.With(
        new("stringValue", 1, OtlpKind.Text),
        new("boolValue", 2, OtlpKind.Bool),
        new("intValue", 3, OtlpKind.Integer),
        new("doubleValue", 4, OtlpKind.Real),
        new("arrayValue", 5, OtlpKind.Message, Message: List(AnyValue)),
        new("kvlistValue", 6, OtlpKind.Message, Message: List(KeyValue)),
        new("bytesValue", 7, OtlpKind.Bytes));

    /// <summary><c>ExportLogsServiceRequest</c>.</summary>
    public static OtlpMessage LogsRequest { get; } = new OtlpMessage().With(new OtlpField("resourceLogs", 1, OtlpKind.Message, IsList: true, ResourceLogs));

    private static OtlpField Attributes(int number) => new("attributes", number, OtlpKind.Message, IsList: true, KeyValue);

    private static OtlpMessage List(OtlpMessage of) => new OtlpMessage().With(new OtlpField("values", 1, OtlpKind.Message, IsList: true, of));
}
