using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Tests.Mesh;

public sealed class SubnetsTests
{
    private readonly string _holders = $"test-{Guid.NewGuid()}";

    [Fact]
    public void Next_OfTwoLabs_IsNeverTheSame()
    {
        using var one = Create();
        using var other = Create();

        int[] taken = [one.Next(), other.Next(), one.NextWithProxies(), other.Next(), other.NextWithProxies()];

        Assert.Equal(taken.Length, taken.Distinct().Count());
    }

    [Fact]
    public void Next_AfterALabEnded_GivesItsNumberAgain()
    {
        using var later = Create();
        var ended = Create();
        var number = ended.NextWithProxies();
        ended.Dispose();

        Assert.Equal(number, later.NextWithProxies());
    }

    [Fact]
    public void Next_WithAllTaken_SaysSo()
    {
        using var subnets = Create();

        var failure = Assert.Throws<LabException>(() => Enumerable.Range(0, 300).Select(_ => subnets.NextWithProxies()).ToList());

        Assert.Contains("in use", failure.Message, StringComparison.Ordinal);
    }

    private Subnets Create() => new(_holders);
}
