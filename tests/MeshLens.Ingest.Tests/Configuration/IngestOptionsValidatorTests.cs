using MeshLens.Ingest.Configuration;

namespace MeshLens.Ingest.Tests.Configuration;

public sealed class IngestOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_Succeed() => Assert.True(Create().Validate(null, new()).Succeeded);

    [Fact]
    public void Validate_SeveralWrong_NamesEachWithItsRange()
    {
        var options = new IngestOptions { MaximumMessageBytes = 1, FlushInterval = TimeSpan.FromMinutes(1) };

        var failures = Create().Validate(null, options).Failures!.ToList();

        Assert.Equal(2, failures.Count);
        Assert.Contains("Ingest:MaximumMessageBytes is 1: give a value from 65536 to 268435456.", failures);
        Assert.Contains("Ingest:FlushInterval is 00:01:00: give a value from 00:00:00.0200000 to 00:00:05.", failures);
    }

    private static IngestOptionsValidator Create() => new();
}
