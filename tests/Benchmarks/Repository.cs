namespace Benchmarks;

/// <summary>The checkout that the benchmarks were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string directory)
    {
        for (var at = directory; at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Combine(at, "MeshLens.sln")))
            {
                return at;
            }
        }

        throw new DirectoryNotFoundException($"{directory} is in no checkout of MeshLens.");
    }
}
