using System.Xml.Linq;

namespace Architecture.Tests;

public sealed class ProjectFileTests
{
    [Fact]
    public void PackageReferences_Versions_LiveInOnePlace()
    {
        var versioned =
            from path in Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            from reference in XDocument.Load(path).Descendants("PackageReference")
            where reference.Attribute("Version") is not null
            select $"{Path.GetFileName(path)} gives {reference.Attribute("Include")?.Value} a version of its own";

        Assert.Empty(versioned);
    }

    [Fact]
    public void Solution_Projects_AreAllOfThem()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "MeshLens.sln"));
        var missing = Project.Under("src").Concat(Project.Under("tests")).Where(project => !solution.Contains($"{project.Name}.csproj", StringComparison.Ordinal));

        Assert.Empty(missing.Select(project => project.Name));
    }

    [Fact]
    public void BpfSources_EachOne_StatesItsLicence()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "bpf"), "*.*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".c", StringComparison.Ordinal) || path.EndsWith(".h", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(sources);
        Assert.All(sources, path => Assert.Contains("GPL-2.0 OR BSD-2-Clause", File.ReadLines(path).First(), StringComparison.Ordinal));
    }
}
