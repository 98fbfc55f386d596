namespace Functional.Tests.Metrics;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    public static string File(params string[] path) => Path.Combine([Root, .. path]);

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(directory.FullName, "MeshLens.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("MeshLens.sln was not found above the test binaries.");
        }

        return directory.FullName;
    }
}
