namespace MeshLens.Core.Telemetry.Text;

/// <summary>A line of the ambient node proxy: time, level and target, then <c>key=value</c> with or without quotes.</summary>
/// <example>
/// <code>
/// 2024-07-02T13:41:03.203467Z  info  access  connection complete  src.addr=10.244.0.120:36632 src.workload="flights-v1-5c654b5b7f-lfdr6"
///   dst.addr=10.244.0.117:15008 dst.hbone_addr=10.244.0.117:3306 direction="outbound" bytes_sent=208 bytes_recv=281 duration="1ms"
/// </code>
/// </example>
internal static class ZtunnelLine
{
    public static bool IsOne(ReadOnlySpan<char> line) =>
        line.IndexOf("access", StringComparison.Ordinal) is >= 0 and var target
        && line[(target + "access".Length)..].TrimStart().StartsWith(ZtunnelRecord.Subject, StringComparison.Ordinal);

    public static AccessRecord? Parse(ReadOnlySpan<char> line)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["scope"] = ZtunnelRecord.Scope };
        var rest = line[line.IndexOf(ZtunnelRecord.Subject, StringComparison.Ordinal)..];
        var equals = rest.IndexOf('=');
        var message = equals < 0 ? rest : rest[..equals];
        fields["message"] = (message.LastIndexOfAny(' ', '\t') is >= 0 and var end && equals >= 0 ? message[..end] : message).Trim().ToString();
        fields["time"] = line[..Math.Max(0, line.IndexOfAny(' ', '\t'))].ToString();
        rest = rest[fields["message"].Length..].TrimStart();
        while (Next(ref rest, fields))
        {
        }

        return ZtunnelRecord.From(fields);
    }

    private static bool Next(ref ReadOnlySpan<char> rest, Dictionary<string, string> fields)
    {
        var equals = rest.IndexOf('=');
        if (equals <= 0)
        {
            return false;
        }

        var name = rest[..equals].Trim().ToString();
        rest = rest[(equals + 1)..];
        var isQuoted = rest.StartsWith('"');
        var value = isQuoted ? rest[1..] : rest;
        var end = isQuoted ? value.IndexOf('"') : value.IndexOfAny(' ', '\t');
        end = end < 0 ? value.Length : end;
        fields[name] = value[..end].ToString();
        rest = value[Math.Min(value.Length, end + 1)..].TrimStart();
        return true;
    }
}
