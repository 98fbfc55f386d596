using System.Text;
using MeshLens.Kubernetes.Access;

namespace MeshLens.Kubernetes.Tests.Access;

public sealed class KubeConfigTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kubeconfig-").FullName;

    [Fact]
    public void Read_SeveralContexts_GivesEachItsClusterAndUser()
    {
        File.WriteAllText(Path.Combine(_folder, "ca.pem"), "authority");
        var (clusters, problems) = Read($$"""
            apiVersion: v1
            kind: Config
            current-context: east
            clusters:
            - name: e
              cluster: { server: "https://10.0.0.1:6443", certificate-authority: ca.pem }
            - name: w
              cluster: { server: "https://10.1.0.1:6443", certificate-authority-data: {{Base64("other")}} }
            users:
            - { name: u, user: { token: secret } }
            contexts:
            - { name: east, context: { cluster: e, user: u } }
            - { name: west, context: { cluster: w, user: u } }
            """, "east", "west");

        Assert.Empty(problems);
        Assert.Equal(["east https://10.0.0.1:6443/ authority secret", "west https://10.1.0.1:6443/ other secret"], clusters.Select(Describe));
    }

    [Fact]
    public void Read_NoContextNamed_TakesTheCurrentOne()
    {
        var (clusters, problems) = Read("""
            current-context: only
            clusters: [{ name: c, cluster: { server: "http://127.0.0.1:8001" } }]
            contexts: [{ name: only, context: { cluster: c } }]
            """);

        Assert.Empty(problems);
        Assert.Equal(["only"], clusters.Select(static cluster => cluster.Name));
    }

    [Fact]
    public void Read_EverythingWrong_SaysAllOfIt()
    {
        var (clusters, problems) = Read("""
            clusters:
            - { name: skips, cluster: { server: "https://h", insecure-skip-tls-verify: true } }
            - { name: nowhere, cluster: {} }
            - { name: nofile, cluster: { server: "https://h", certificate-authority: gone.pem } }
            users:
            - { name: helper, user: { exec: { command: aws } } }
            - { name: garbled, user: { client-certificate-data: "***" } }
            contexts:
            - { name: a, context: { cluster: skips, user: helper } }
            - { name: b, context: { cluster: nowhere } }
            - { name: c, context: { cluster: nofile, user: garbled } }
            """, "a", "b", "c", "missing");

        Assert.Empty(clusters);
        Assert.Equal(6, problems.Count);
        foreach (var part in new[] { "insecure-skip-tls-verify", "another program", "no server", "does not exist", "not base64", "no context 'missing'" })
        {
            Assert.Contains(problems, problem => problem.Contains(part, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Read_ATokenForAPlaintextServer_IsRefused()
    {
        var (clusters, problems) = Read("""
            clusters: [{ name: c, cluster: { server: "http://10.0.0.1:8080" } }]
            users: [{ name: u, user: { token: secret } }]
            contexts: [{ name: x, context: { cluster: c, user: u } }]
            """, "x");

        Assert.Empty(clusters);
        Assert.Contains("in the clear", Assert.Single(problems), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ATokenThatNoHeaderCarries_IsRefused()
    {
        var (clusters, problems) = Read("""
            clusters: [{ name: c, cluster: { server: "https://10.0.0.1:6443" } }]
            users: [{ name: u, user: { token: "one two" } }]
            contexts: [{ name: x, context: { cluster: c, user: u } }]
            """, "x");

        Assert.Empty(clusters);
        Assert.Contains("a token that no header can carry", Assert.Single(problems), StringComparison.Ordinal);
        Assert.DoesNotContain("one two", problems[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("- a")]
    [InlineData("")]
    public void Read_NoYamlMapping_SaysSo(string text)
    {
        var (clusters, problems) = Read(text, "x");

        Assert.Empty(clusters);
        Assert.Single(problems);
    }

    [Fact]
    public void Secret_AsText_ShowsWhereAndNeverWhat() =>
        Assert.Equal(("(given)", "/run/token"), (Secret.Given("secret").ToString(), Secret.InFile("/run/token").ToString()));

    [Fact]
    public void InCluster_OutsideOfAPod_SaysWhatIsMissing()
    {
        var problems = new List<string>();

        Assert.Null(InCluster.Read("k1", static _ => null, _folder, problems));
        Assert.Equal(3, problems.Count);
    }

    [Theory]
    [InlineData("10.96.0.1", "https://10.96.0.1/")]
    [InlineData("fd00::1", "https://[fd00::1]/")]
    public void InCluster_InAPod_IsItsServiceAccount(string host, string expected)
    {
        File.WriteAllText(Path.Combine(_folder, "token"), "t");
        File.WriteAllText(Path.Combine(_folder, "ca.crt"), "c");
        var problems = new List<string>();

        var access = InCluster.Read("k1", name => name.EndsWith("HOST", StringComparison.Ordinal) ? host : "443", _folder, problems);

        Assert.Empty(problems);
        Assert.Equal(new(expected), access!.Server);
        Assert.Equal("t", access.Token!.Read());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (IReadOnlyList<ClusterAccess> Clusters, List<string> Problems) Read(string yaml, params string[] contexts)
    {
        var file = Path.Combine(_folder, "config");
        File.WriteAllText(file, yaml);
        var problems = new List<string>();
        return (KubeConfig.Read(file, contexts, problems), problems);
    }

    private static string Describe(ClusterAccess cluster) => $"{cluster.Name} {cluster.Server} {cluster.Authorities?.Read()} {cluster.Token?.Read()}";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
