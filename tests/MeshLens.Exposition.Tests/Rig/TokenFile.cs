namespace MeshLens.Exposition.Tests.Rig;

/// <summary>A file with what should be a token; it goes with its test.</summary>
internal sealed class TokenFile : IDisposable
{
    public TokenFile(string content) => File.WriteAllText(Path, content);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
