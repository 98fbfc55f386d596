using System.Globalization;

namespace MeshLens.Agent.NodeProxy;

/// <summary>Finds the logs of the node's ambient proxy: files that are named, and those of its pods below a directory as kubelet keeps it.</summary>
/// <remarks>Kubelet writes <c>NAMESPACE_POD_UID/CONTAINER/RESTARTS.log</c>; of a container the one with the highest number grows.</remarks>
internal sealed class LogPlaces(IReadOnlyList<string> paths)
{
    private const string PodPart = "_ztunnel-";
    private const string Suffix = ".log";

    /// <summary>More are a mistake.</summary>
    private const int Most = 16;

    /// <summary>The logs that grow now, at most sixteen.</summary>
    public IEnumerable<string> Find() => paths.SelectMany(path => Directory.Exists(path) ? Below(path) : [path]).Take(Most);

    private static IEnumerable<string> Below(string directory)
    {
        foreach (var pod in Names(directory, $"*{PodPart}*"))
        {
            foreach (var container in Names(pod, "*"))
            {
                if (Newest(container) is { } log)
                {
                    yield return log;
                }
            }
        }
    }

    private static string? Newest(string container)
    {
        var highest = -1;
        foreach (var file in List(() => Directory.GetFiles(container, "*" + Suffix)))
        {
            var name = Path.GetFileName(file.AsSpan());
            highest = int.TryParse(name[..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var restarts) ? Math.Max(highest, restarts) : highest;
        }

        return highest < 0 ? null : Path.Combine(container, highest.ToString(CultureInfo.InvariantCulture) + Suffix);
    }

    private static string[] Names(string directory, string pattern) => List(() => Directory.GetDirectories(directory, pattern));

    // Pods come and go while they are listed.
    private static string[] List(Func<string[]> list)
    {
        try
        {
            return list();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
