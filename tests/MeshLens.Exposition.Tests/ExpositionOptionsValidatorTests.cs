namespace MeshLens.Exposition.Tests;

public sealed class ExpositionOptionsValidatorTests
{
    [Fact]
    public void Validate_EveryMistake_IsNamedByTheOptionThatPeopleType()
    {
        var result = new ExpositionOptionsValidator().Validate(null, new()
        {
            MaxEdges = -1,
            MaxEdgesWithBuckets = 100_001,
            MaxScrapes = 0,
            Endpoint = new("foo", UriKind.RelativeOrAbsolute),
            TokenFile = "/no/such/file",
            Every = TimeSpan.Zero,
        });

        Assert.Equal(
            [
                "--metrics-edges (MeshLens:Metrics:MaxEdges) is -1; set it between 0 and 100000.",
                "--metrics-bucket-edges (MeshLens:Metrics:MaxEdgesWithBuckets) is 100001; set it between 0 and 100000.",
                "MeshLens:Metrics:MaxScrapes is 0; set it between 1 and 16.",
                "--export-otlp-interval (MeshLens:Metrics:Every) is out of range; set it between 5 and 3600 seconds.",
                "--export-otlp (MeshLens:Metrics:Endpoint) is 'foo'; write http:// or https:// with a host and a port.",
                "--export-otlp-token-file (MeshLens:Metrics:TokenFile) is /no/such/file, which does not exist; give a file with the token that this user may read.",
            ],
            result.Failures!);
    }

    [Fact]
    public void Validate_WhatIsBuiltIn_IsRight() => Assert.True(new ExpositionOptionsValidator().Validate(null, new()).Succeeded);
}
