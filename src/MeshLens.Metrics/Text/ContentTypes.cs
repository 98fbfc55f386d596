namespace MeshLens.Metrics.Text;

/// <summary>Which format an answer is in, and how to ask for both.</summary>
public static class ContentTypes
{
    private const string OpenMetrics = "application/openmetrics-text";

    /// <summary>A value for <c>Accept</c>: OpenMetrics first, since it says where it ends.</summary>
    public const string Accepted = OpenMetrics + ";version=1.0.0;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    /// <summary>Anything but OpenMetrics is read as Prometheus text, as Prometheus does.</summary>
    /// <param name="contentType">Such as <c>application/openmetrics-text; version=1.0.0; charset=utf-8</c>; may be null.</param>
    public static MetricsFormat FormatOf(string? contentType)
    {
        var type = contentType.AsSpan();
        var parameters = type.IndexOf(';');
        type = (parameters < 0 ? type : type[..parameters]).Trim();
        return type.Equals(OpenMetrics, StringComparison.OrdinalIgnoreCase) ? MetricsFormat.OpenMetrics : MetricsFormat.Prometheus;
    }
}
