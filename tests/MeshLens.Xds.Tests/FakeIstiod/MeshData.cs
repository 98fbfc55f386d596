namespace MeshLens.Xds.Tests.FakeIstiod;

/// <summary>Recordings of real meshes, outside the repository. Tests that need them are skipped, visibly, without them.</summary>
internal static class MeshData
{
    private const string Variable = "MESHLENS_DATA";

    /// <summary>The folder with recordings of a real istiod; skips the test when it is not there.</summary>
    public static string Istiod() => Folder("istiod-xds");

    /// <summary>The folder with what public projects recorded; skips the test when it is not there.</summary>
    public static string Public() => Folder("public");

    private static string Folder(string name)
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable(Variable) ?? "", name);
        Assert.SkipUnless(Directory.Exists(folder), $"{Variable} does not name a folder with {name}.");
        return folder;
    }
}
