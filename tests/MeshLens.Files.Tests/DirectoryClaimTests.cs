namespace MeshLens.Files.Tests;

public sealed class DirectoryClaimTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("meshlens-claim-");

    private string Claimed => Path.Combine(_directory.FullName, "data");

    [Fact]
    public void Take_AnotherHasIt_SaysSoUntilThatHasEnded()
    {
        var first = Create();
        using var second = Create();
        first.Take();
        first.Take();

        Assert.Contains(Claimed, Assert.Throws<DirectoryInUseException>(second.Take).Message, StringComparison.Ordinal);

        first.Dispose();
        second.Take();
        Assert.Throws<ObjectDisposedException>(first.Take);
    }

    [Fact]
    public void Take_NobodyCanWriteThere_IsNotInUse()
    {
        File.WriteAllText(Claimed, "a file");
        using var claim = Create();

        Assert.IsNotType<DirectoryInUseException>(Assert.ThrowsAny<IOException>(claim.Take));
    }

    [Fact]
    public void Of_OneDirectory_IsOneClaim()
    {
        using var claims = new DirectoryClaims();

        claims.Of(Claimed).Take();
        claims.Of(Path.Combine(Claimed, "..", "data")).Take();

        Assert.NotSame(claims.Of(Claimed), claims.Of(_directory.FullName));
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private DirectoryClaim Create() => new(Claimed);
}
