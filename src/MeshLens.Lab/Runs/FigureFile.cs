using System.Text.Json;

namespace MeshLens.Lab.Runs;

/// <summary>
/// A results file: a flat list of figures. A figure replaces the one of its name and leaves the others, which other runs measured.
/// </summary>
internal sealed class FigureFile(string path)
{
    public void Put(IReadOnlyList<Figure> figures)
    {
        var replaced = figures.Select(static figure => figure.Name).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<Figure> all = [.. Read().Where(figure => !replaced.Contains(figure.Name)), .. figures];
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, JsonSerializer.Serialize(all, RunJson.Default.IReadOnlyListFigure) + "\n");
    }

    // What a kill left half written is no reason to lose the run that writes now.
    private IReadOnlyList<Figure> Read()
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), RunJson.Default.IReadOnlyListFigure) ?? [] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
