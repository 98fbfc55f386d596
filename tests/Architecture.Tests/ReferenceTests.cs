namespace Architecture.Tests;

public sealed class ReferenceTests
{
    [Fact]
    public void SourceProjects_References_AreInTheTable()
    {
        var projects = Project.Under("src");
        Assert.NotEmpty(projects);

        var forbidden =
            from project in projects
            from reference in project.References
            where !Allowed(project.Name).Contains(reference, StringComparer.Ordinal)
            select $"{project.Name} may not reference {reference}: data moves down the picture in ARCHITECTURE.md, never up";

        Assert.Empty(forbidden);
    }

    [Fact]
    public void SourceProjects_EachOne_IsInTheTable() =>
        Assert.Equal(
            AllowedReferences.BySource.Keys.Order(StringComparer.Ordinal),
            Project.Under("src").Select(project => project.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void BoundaryPackages_Users_AreTheirOwners()
    {
        var strangers =
            from project in Project.Under("src")
            from package in project.Packages
            where AllowedReferences.PackageOwners.TryGetValue(package, out var owners) && !owners.Contains(project.Name, StringComparer.Ordinal)
            select $"{project.Name} may not use {package}";

        Assert.Empty(strangers);
    }

    [Fact]
    public void SourceProjects_EachOne_HasItsMirrorInTests()
    {
        var tests = Project.Under("tests").Select(project => project.Name).ToHashSet(StringComparer.Ordinal);
        var unmirrored = Project.Under("src").Select(project => project.Name).Where(name => !tests.Contains($"{name}.Tests") && !IsContractsOnly(name));

        Assert.Empty(unmirrored);
    }

    // Interfaces and wire types alone: exercised by the tests of the projects on both sides.
    private static bool IsContractsOnly(string name) => name is "MeshLens.Grains.Abstractions";

    private static string[] Allowed(string project) =>
        AllowedReferences.BySource.TryGetValue(project, out var references) ? references : [];
}
