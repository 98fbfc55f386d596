namespace Functional.Tests.Rig;

/// <summary>A directory that ends with its test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("meshlens-functional-").FullName;

    public string File(string name, string? content = null)
    {
        var path = System.IO.Path.Combine(Path, name);
        if (content is not null)
        {
            System.IO.File.WriteAllText(path, content);
        }

        return path;
    }

    /// <summary>An endpoint file that names both ends of <see cref="Traffic"/>.</summary>
    public string Endpoints() => File("endpoints.json", $$"""
        {
          "endpoints": [
            { "address": "{{Traffic.Caller}}", "namespace": "functional", "name": "caller" },
            { "address": "{{Traffic.Callee}}", "namespace": "functional", "name": "callee" }
          ]
        }
        """);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
