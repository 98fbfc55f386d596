namespace MeshLens.Core.Telemetry.Text;

/// <summary>Reads a line of a proxy's log, whichever of the known formats it has.</summary>
public static class AccessLogLine
{
    /// <summary>The record; null for a line that is no access log.</summary>
    public static AccessRecord? Parse(string line)
    {
        var text = line.AsSpan().Trim();
        return text.StartsWith('{') ? JsonLine.Parse(line)
            : ZtunnelLine.IsOne(text) ? ZtunnelLine.Parse(text)
            : EnvoyLine.Parse(text);
    }
}
