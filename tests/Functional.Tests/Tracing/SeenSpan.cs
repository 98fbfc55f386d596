using OpenTelemetry.Proto.Trace.V1;

namespace Functional.Tests.Tracing;

/// <summary>A span at the backend: what it should have been told, and what it was.</summary>
/// <param name="Began">In nanoseconds since 1970, by its service.</param>
/// <param name="Handshake">Of the very connection, in milliseconds; null when it is not told.</param>
internal sealed record SeenSpan(ulong Began, bool IsClient, string Expected, string Connection, string? Told, string? Match, double? Handshake)
{
    /// <summary>Null when it does not say what it should be told.</summary>
    public static SeenSpan? Of(Span span)
    {
        string? expected = null, connection = null, told = null, match = null;
        double? handshake = null;
        foreach (var pair in span.Attributes)
        {
            switch (pair.Key)
            {
                case "expected.edge":
                    expected = pair.Value.StringValue;
                    break;
                case "expected.connection":
                    connection = pair.Value.StringValue;
                    break;
                case "meshlens.edge":
                    told = pair.Value.StringValue;
                    break;
                case "meshlens.match":
                    match = pair.Value.StringValue;
                    break;
                case "meshlens.connection.handshake_ms":
                    handshake = pair.Value.DoubleValue;
                    break;
            }
        }

        return expected is null || connection is null
            ? null
            : new(span.StartTimeUnixNano, span.Kind == Span.Types.SpanKind.Client, expected, connection, told, match, handshake);
    }
}
