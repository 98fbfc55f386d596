using System.Globalization;
using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Clusters;

namespace MeshLens.Xds.Findings;

/// <summary>How findings write numbers: the same in every culture.</summary>
internal static class Words
{
    private static readonly string[] Small = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    public static string Of(TimeSpan duration) =>
        duration.TotalSeconds >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###} s")
            : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.###} ms");

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    public static string Number(double number) => string.Create(CultureInfo.InvariantCulture, $"{number:0.##}");

    public static string Of(UpstreamProtocol protocol) => protocol switch
    {
        UpstreamProtocol.Http1 => "HTTP/1.1",
        UpstreamProtocol.Http2 => "HTTP/2",
        UpstreamProtocol.Http3 => "HTTP/3",
        UpstreamProtocol.AsCaller => "the version its caller speaks",
        _ => "the version that TLS negotiates",
    };

    /// <summary>Small numbers as people write them in sentences.</summary>
    public static string Count(long number) => number is >= 1 and <= 12 ? Small[number - 1] : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A cluster in as few words as its neighbours allow: subsets by name, others by host.</summary>
    public static string Short(string cluster) => ClusterName.Parse(cluster) switch
    {
        null => cluster,
        { Subset.Length: > 0 } name => name.Subset,
        { } name => name.Host,
    };

    /// <summary>Subset and host of a cluster, as people say it.</summary>
    public static string Of(string cluster) => ClusterName.Parse(cluster) switch
    {
        null => cluster,
        { Subset.Length: > 0 } name => $"subset {name.Subset} of {name.Host}",
        { } name => name.Host,
    };
}
