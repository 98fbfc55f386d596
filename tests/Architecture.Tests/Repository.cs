namespace Architecture.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "MeshLens.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException("MeshLens.sln was not found above the test binaries.");
    }
}
