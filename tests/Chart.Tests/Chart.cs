namespace Chart.Tests;

/// <summary>The chart of the checkout that the tests were built from.</summary>
internal static class Chart
{
    public static string Root { get; } = FindRoot();

    public static string Folder { get; } = Path.Combine(Root, "charts", "meshlens");

    public static string Examples { get; } = Path.Combine(Folder, "examples");

    private static string FindRoot()
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
