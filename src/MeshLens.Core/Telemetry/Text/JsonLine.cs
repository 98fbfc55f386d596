using System.Globalization;
using System.Text.Json;

namespace MeshLens.Core.Telemetry.Text;

/// <summary>A line that is one JSON object: Envoy's, as Istio names its fields, or the ambient node proxy's with <c>LOG_FORMAT=json</c>.</summary>
/// <example>
/// <code>{"response_code":503,"response_flags":"UH","duration":0,"upstream_host":null,"upstream_service_time":null, …}</code>
/// </example>
internal static class JsonLine
{
    public static AccessRecord? Parse(string line)
    {
        if (Read(line) is not { } fields)
        {
            return null;
        }

        return ZtunnelRecord.IsOne(fields) ? ZtunnelRecord.From(fields) : FromEnvoy(fields);
    }

    private static AccessRecord? FromEnvoy(Dictionary<string, string> fields)
    {
        if (!fields.TryGetValue("response_flags", out var flags) || !Number(fields, "duration", out var duration))
        {
            return null;
        }

        var record = new AccessRecord
        {
            Began = Time(fields, "start_time") ?? Time(fields, "timestamp"),
            Protocol = fields.ContainsKey("method") ? AccessProtocol.Http : AccessProtocol.Tcp,
            Status = Number(fields, "response_code", out var status) && status < 1000 ? (int)status : 0,
            Flags = ResponseFlags.Parse(flags),
            Details = Told(fields, "response_code_details"),
            TransportFailure = Told(fields, "upstream_transport_failure_reason"),
            Cluster = Told(fields, "upstream_cluster"),
            Route = Told(fields, "route_name"),
            UpstreamRemote = Socket(fields, "upstream_host"),
            UpstreamLocal = Socket(fields, "upstream_local_address"),
            DownstreamLocal = Socket(fields, "downstream_local_address"),
            DownstreamRemote = Socket(fields, "downstream_remote_address"),
        };
        record.BytesReceived = Number(fields, "bytes_received", out var received) ? received : 0;
        record.BytesSent = Number(fields, "bytes_sent", out var sent) ? sent : 0;
        EnvoyRecord.SetTimes(record, duration, Told(fields, "upstream_service_time"));
        EnvoyRecord.Complete(record);
        return record.Times.IsPlausible ? record : null;
    }

    private static Dictionary<string, string>? Read(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var field in document.RootElement.EnumerateObject())
            {
                if (field.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array))
                {
                    fields[field.Name] = field.Value.ToString();
                }
            }

            return fields;
        }
        catch (JsonException)
        {
            // Not JSON after all: other programs write lines that begin with a brace.
            return null;
        }
    }

    // Envoy wrote large round numbers as 1e+05 for a long time.
    private static bool Number(Dictionary<string, string> fields, string name, out ulong number)
    {
        var text = fields.GetValueOrDefault(name);
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        var isNumber = double.TryParse(text, NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var real) && real is >= 0 and < 1e18;
        number = isNumber ? (ulong)real : 0;
        return isNumber;
    }

    private static DateTimeOffset? Time(Dictionary<string, string> fields, string name) =>
        DateTimeOffset.TryParse(Told(fields, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static SocketName Socket(Dictionary<string, string> fields, string name) => SocketName.Parse(Told(fields, name));

    private static string Told(Dictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var text) && text != "-" ? text : "";
}
