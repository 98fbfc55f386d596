namespace MeshLens.Grains.Tests;

public sealed class GrainsOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_Succeeds() => Assert.True(Create().Validate(null, new()).Succeeded);

    [Fact]
    public void Validate_SeveralMistakes_NamesThemAllWithTheirFix()
    {
        var result = Create().Validate(null, new() { SiloPort = 70_000, MaxEdges = 0, SaveEvery = TimeSpan.FromMinutes(5) });

        Assert.Equal(
            [
                "MeshLens:Grains:SiloPort is 70000; set it between 0 and 65535.",
                "MeshLens:Grains:MaxEdges is 0; set it between 1 and 1000000.",
                "MeshLens:Grains:SaveEvery is 00:05:00; set it between 00:00:01 and 00:00:25.",
            ],
            result.Failures);
    }

    private static GrainsOptionsValidator Create() => new();
}
