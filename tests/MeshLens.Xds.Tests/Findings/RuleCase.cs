using MeshLens.Xds.Findings;

namespace MeshLens.Xds.Tests.Findings;

/// <summary>A way to spoil a healthy mesh, and what one rule must say to it.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Fires">How bad it must find it; null when it must say nothing.</param>
/// <param name="Name">What it is, for people.</param>
/// <param name="Arrange">Does it.</param>
internal sealed record RuleCase(string Rule, Severity? Fires, string Name, Action<MeshFixture> Arrange)
{
    public override string ToString() => $"{Rule}: {Name}";
}
