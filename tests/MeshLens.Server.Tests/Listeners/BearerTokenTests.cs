using System.Text;
using MeshLens.Files;
using MeshLens.Server.Listeners;

namespace MeshLens.Server.Tests.Listeners;

public sealed class BearerTokenTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Theory]
    [InlineData("Bearer s3cret", true)]
    [InlineData("bearer s3cret", true)]
    [InlineData("Bearer s3cret2", false)]
    [InlineData("Bearer ", false)]
    [InlineData("s3cret", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Admits_Authorization_OnlyTheToken(string? authorization, bool admitted)
    {
        File.WriteAllText(_file, "s3cret\n");

        Assert.Equal(admitted, new BearerToken(_file).Admits(authorization));
    }

    [Theory]
    [InlineData("anybody:s3cret", true, true)]
    [InlineData(":s3cret", true, true)]
    [InlineData("anybody:s3cret", false, false)]
    [InlineData("anybody:s3cret2", true, false)]
    [InlineData("s3cret", true, false)]
    [InlineData("s3cret:", true, false)]
    public void Admits_Password_WhereAPersonMayRead(string userAndPassword, bool asPassword, bool admitted)
    {
        File.WriteAllText(_file, "s3cret\n");

        Assert.Equal(admitted, new BearerToken(_file).Admits(Basic(userAndPassword), asPassword));
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic !!!")]
    [InlineData("Basic s3cret")]
    [InlineData("Digest s3cret")]
    public void Admits_NoPassword_IsRefused(string authorization)
    {
        File.WriteAllText(_file, "s3cret\n");

        Assert.False(new BearerToken(_file).Admits(authorization, asPassword: true));
    }

    [Theory]
    [InlineData("a,b\"c=d:e")]
    [InlineData("Basic")]
    public void Admits_AnyVisibleCharacter_AsATokenAndAsAPassword(string text)
    {
        File.WriteAllText(_file, text);
        var token = new BearerToken(_file);

        Assert.True(token.Admits($"Bearer {text}"));
        Assert.True(token.Admits(Basic($"anybody:{text}"), asPassword: true));
    }

    [Fact]
    public void Admits_LongestToken_AsATokenAndAsAPassword()
    {
        var text = new string('x', TokenFile.LongestBytes);
        File.WriteAllText(_file, text);
        var token = new BearerToken(_file);

        Assert.True(token.Admits($"Bearer {text}"));
        Assert.True(token.Admits(Basic($"anybody:{text}"), asPassword: true));
    }

    [Fact]
    public void Admits_RotatedFile_AsksForTheNewToken()
    {
        File.WriteAllText(_file, "old");
        var token = new BearerToken(_file);
        File.WriteAllText(_file, "new");

        Assert.False(token.Admits("Bearer old"));
        Assert.True(token.Admits("Bearer new"));
    }

    [Fact]
    public void Admits_EmptyFile_AdmitsNobody() => Assert.False(new BearerToken(_file).Admits("Bearer "));

    public void Dispose() => File.Delete(_file);

    private static string Basic(string userAndPassword) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(userAndPassword))}";
}
