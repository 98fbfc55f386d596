namespace MeshLens.Otlp.Tests;

public sealed class OtlpOptionsValidatorTests
{
    [Fact]
    public void Validate_TheDefaults_AreRight() => Assert.True(new OtlpOptionsValidator().Validate(null, new()).Succeeded);

    [Fact]
    public void Validate_EverythingWrong_NamesEachWithItsFix()
    {
        var result = new OtlpOptionsValidator().Validate(null, new() { MaximumBytes = 1, MaximumRequests = 0, RetryAfter = TimeSpan.Zero });

        Assert.Equal(3, result.Failures!.Count());
        Assert.All(result.Failures!, static failure => Assert.Contains("give a value from", failure, StringComparison.Ordinal));
    }
}
