using System.Text.Json;
using MeshLens.Lab.Runs;

namespace MeshLens.Lab.Tests.Runs;

public sealed class FigureFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("meshlens-figures-");

    private string FilePath => Path.Combine(_folder.FullName, "deeper", "accuracy.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Put_FiguresOfAnotherRun_Stay()
    {
        Create().Put([new("findings.recordings", 14, "meshes", "Others.")]);
        Create().Put([new("demo.runs", 1, "runs", "First.")]);
        Create().Put([new("demo.runs", 2, "runs", "Second.")]);

        Assert.Equal([("findings.recordings", 14), ("demo.runs", 2)], Written());
    }

    [Fact]
    public void Put_DamagedFile_StartsAnew()
    {
        Create().Put([new("demo.runs", 1, "runs", "")]);
        File.WriteAllText(FilePath, "[ { \"na");

        Create().Put([new("demo.runs", 2, "runs", "")]);

        Assert.Equal([("demo.runs", 2)], Written());
    }

    private FigureFile Create() => new(FilePath);

    private List<(string Name, double Value)> Written() =>
        [.. JsonDocument.Parse(File.ReadAllText(FilePath)).RootElement.EnumerateArray().Select(static figure => (figure.GetProperty("name").GetString()!, figure.GetProperty("value").GetDouble()))];
}
