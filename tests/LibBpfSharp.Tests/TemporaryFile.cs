namespace LibBpfSharp.Tests;

/// <summary>A file with content in a directory of its own; both go with it.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("libbpfsharp-");

    public TemporaryFile(byte[] content, string name)
    {
        Path = System.IO.Path.Combine(_directory.FullName, name);
        File.WriteAllBytes(Path, content);
    }

    public string Path { get; }

    public void Dispose() => _directory.Delete(recursive: true);
}
