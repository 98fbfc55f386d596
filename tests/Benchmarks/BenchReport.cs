using System.Globalization;
using System.Text.Json;

namespace Benchmarks;

/// <summary>
/// <c>artifacts/bench.json</c>: a flat list of figures. A figure replaces the one of its name and leaves the others, so benchmarks
/// may run one by one and at different times.
/// </summary>
internal sealed class BenchReport(string path)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The report of the repository that the program was built from.</summary>
    public static BenchReport OfRepository() => new(Path.Combine(Repository.Root, "artifacts", "bench.json"));

    /// <summary>Enters a figure at once, and shows it.</summary>
    public void Add(string name, double value, string unit, string detail)
    {
        var entry = new BenchEntry(name, value, unit, detail);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var entries = file.Length == 0 ? [] : JsonSerializer.Deserialize<List<BenchEntry>>(file, Format)!;
        entries.RemoveAll(existing => existing.Name == name);
        entries.Add(entry);
        file.SetLength(0);
        JsonSerializer.Serialize(file, entries.OrderBy(each => each.Name, StringComparer.Ordinal), Format);
        file.WriteByte((byte)'\n');
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-40} {value,14:0.######} {unit,-10} {detail}"));
    }
}
