using MeshLens.Files;

namespace MeshLens.Kubernetes.Access;

/// <summary>Something to prove who is who: in a file that may be renewed, or given as it is. Never written anywhere.</summary>
public sealed class Secret
{
    private readonly string? _text;

    private Secret(string? file, string? text) => (File, _text) = (file, text);

    /// <summary>The file that holds it; null when it was given as it is.</summary>
    public string? File { get; }

    /// <summary>In a file, read whenever it is needed.</summary>
    public static Secret InFile(string file) => new(file, null);

    /// <summary>As it is.</summary>
    public static Secret Given(string text) => new(null, text);

    /// <summary>What it is now.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public string Read() => _text ?? System.IO.File.ReadAllText(File!).Trim();

    /// <summary>What it is now, if it is a token.</summary>
    /// <exception cref="IOException">The file holds no token; the message says why.</exception>
    public string ReadToken() => _text ?? TokenFile.Read(File!);

    /// <summary>Where it is, not what.</summary>
    public override string ToString() => File ?? "(given)";
}
