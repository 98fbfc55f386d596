namespace Tests.Shared;

/// <summary>What public projects recorded, outside the repository. Tests that need it are skipped, visibly, without it.</summary>
internal static class PublicData
{
    private const string Variable = "MESHLENS_DATA";

    /// <summary>A file below the folder <c>public</c>; skips the test when it is not there.</summary>
    public static string File(params string[] path)
    {
        var file = Path.Combine([Environment.GetEnvironmentVariable(Variable) ?? "", "public", .. path]);
        Assert.SkipUnless(System.IO.File.Exists(file), $"{Variable} does not name a folder with public/{string.Join('/', path)}.");
        return file;
    }
}
