using MeshLens.Kubernetes.Tests;
using MeshLens.Server.Commands;
using YamlDotNet.RepresentationModel;

namespace Chart.Tests;

/// <summary>The chart asks for what the programs use, and for nothing else.</summary>
public sealed class PrivilegeTests
{
    private readonly Rendered _default = new(Helm.Render());

    [Fact]
    public async Task Role_Rules_AreExactlyTheCallsThatAnApiServerSaw()
    {
        var granted = ((YamlSequenceNode)_default.Of("ClusterRole")["rules"])
            .SelectMany(static rule => from resource in Rendered.Texts(rule["resources"])
                                       from verb in Rendered.Texts(rule["verbs"])
                                       select $"{verb} {Rendered.Text(rule["apiGroups"][0])}/{resource}");

        await using var cluster = await RunningCluster.StartAsync(new());
        await cluster.UntilAsync(() => cluster.Reader.Status.All(kind => cluster.Cluster.Requests.Any(request => request.StartsWith("watch ", StringComparison.Ordinal) && request.EndsWith($"/{kind.Kind}", StringComparison.Ordinal))));
        var asked = cluster.Cluster.Requests.Distinct().Select(static request => request.Split(' ', '/')).Select(static parts => $"{parts[0]} {(parts[2] == "apis" ? parts[3] : "")}/{parts[^1]}");

        Assert.Equal(asked.Order(), granted.Order());
    }

    [Theory, MemberData(nameof(RenderingTests.Examples), MemberType = typeof(RenderingTests))]
    public void Server_Arguments_AreUnderstood(string example)
    {
        var rendered = new Rendered(Helm.Render("--values", Path.Combine(Chart.Examples, $"{example}.values.yaml")));
        var arguments = Rendered.Texts(rendered.Container("StatefulSet")["args"]).ToArray();

        Assert.Empty(CommandLine.Create().Parse(arguments).Errors);
    }

    [Fact]
    public void Server_APlaintextControlPlane_GetsNeitherTokenNorAuthority()
    {
        var rendered = new Rendered(Helm.Render("--set", "istiod.addresses={istiod.istio-system.svc:15010}"));

        Assert.DoesNotContain(Rendered.Texts(rendered.Container("StatefulSet")["args"]), static argument => argument.StartsWith("--istiod-", StringComparison.Ordinal));
        Assert.DoesNotContain((YamlSequenceNode)rendered.Of("StatefulSet")["spec"]["template"]["spec"]["volumes"], static volume => Rendered.Text(volume["name"]) is "istio-token" or "istiod");
    }

    [Fact]
    public void Agent_Arguments_AreOptionsOfItsOwn()
    {
        var options = string.Concat(Directory.EnumerateFiles(Path.Combine(Chart.Root, "src", "MeshLens.Agent", "Options"), "*.cs").Select(File.ReadAllText));
        var arguments = Rendered.Texts(_default.Container("DaemonSet")["args"]).Where(static argument => argument.StartsWith("--", StringComparison.Ordinal));

        Assert.All(arguments, argument => Assert.Contains($"\"{argument.Split('=')[0]}\"", options, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    public void Container_Rights_AreTheLeastThatWork(string kind)
    {
        var context = _default.Container(kind)["securityContext"];

        Assert.Equal("false", Rendered.Text(context["allowPrivilegeEscalation"]));
        Assert.Equal("true", Rendered.Text(context["readOnlyRootFilesystem"]));
        Assert.Equal(["ALL"], Rendered.Texts(context["capabilities"]["drop"]));
        Assert.Equal(kind == "DaemonSet", ((YamlMappingNode)context["capabilities"]).Children.ContainsKey("add"));
    }

    [Fact]
    public void Agent_LogsOfPods_AreMountedOnlyWhenAskedForAndNeverWritable()
    {
        var asked = new Rendered(Helm.Render("--set", "agent.ztunnelLog.enabled=true"));

        var mount = ((YamlSequenceNode)asked.Container("DaemonSet")["volumeMounts"]).Single(each => Rendered.Text(each["mountPath"]) == "/var/log/pods");
        Assert.Equal("true", Rendered.Text(mount["readOnly"]));
        Assert.Contains("--ztunnel-log=/var/log/pods", Rendered.Texts(asked.Container("DaemonSet")["args"]));
        Assert.DoesNotContain("/var/log", Helm.Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void Agent_Probes_AreAnsweredOnTheNodesOwnAddressOnlyWhenAskedFor()
    {
        var asked = new Rendered(Helm.Render("--set", "agent.probes.enabled=true"));

        var arguments = Rendered.Texts(asked.Container("DaemonSet")["args"]);
        Assert.Contains("--probe", arguments);
        Assert.Contains("--probe-listen=[$(HOST_IP)]:9473", arguments);
        Assert.DoesNotContain("--probe", Helm.Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void Agent_Account_GetsNoToken() =>
        Assert.Equal("false", Rendered.Text(_default.Of("DaemonSet")["spec"]["template"]["spec"]["automountServiceAccountToken"]));
}
