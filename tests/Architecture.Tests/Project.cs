using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>A project file, as far as the architecture is concerned.</summary>
internal sealed record Project(string Name, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    public static IReadOnlyList<Project> Under(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    private static Project Read(string path)
    {
        var document = XDocument.Load(path);
        return new(
            Path.GetFileNameWithoutExtension(path),
            [.. Includes(document, "ProjectReference").Select(Path.GetFileNameWithoutExtension)!],
            [.. Includes(document, "PackageReference")]);
    }

    private static IEnumerable<string> Includes(XDocument document, string item) =>
        document.Descendants(item).Select(element => element.Attribute("Include")?.Value.Replace('\\', '/')).OfType<string>();
}
