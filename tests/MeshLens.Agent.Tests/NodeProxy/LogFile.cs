using System.Text;

namespace MeshLens.Agent.Tests.NodeProxy;

/// <summary>A log in a directory of its own, as a container runtime treats it.</summary>
internal sealed class LogFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("meshlens-log-");

    public string Folder => _directory.FullName;

    public string Path => System.IO.Path.Combine(_directory.FullName, "0.log");

    public void Append(string text)
    {
        using var file = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Renames what was written and begins another file.</summary>
    public void Rotate()
    {
        File.Move(Path, Path + ".1");
        File.WriteAllText(Path, "");
    }

    /// <summary>Empties it where it is.</summary>
    public void Truncate()
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.SetLength(0);
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
