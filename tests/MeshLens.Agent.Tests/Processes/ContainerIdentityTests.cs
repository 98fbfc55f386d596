using CsCheck;
using MeshLens.Agent.Processes;

namespace MeshLens.Agent.Tests.Processes;

public sealed class ContainerIdentityTests
{
    private const string Id = "8f3d0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab";
    private const string Other = "11110123456789abcdef0123456789abcdef0123456789abcdef0123456789ab";
    private const string Pod = "0b4e8c1e-7c5d-4f0a-9b1e-2d3c4b5a6978";
    private const string StaticPod = "0b4e8c1e7c5d4f0a9b1e2d3c4b5a6978";
    private static readonly string Underscored = Pod.Replace('-', '_');

    public static TheoryData<string, string, string> Paths => new()
    {
        { $"/docker/{Id}", Id, "" },
        { $"/system.slice/docker-{Id}.scope", Id, "" },
        { $"/machine.slice/libpod-{Id}.scope/container", Id, "" },
        { $"/kubepods/pod{Pod}/{Id}", Id, Pod },
        { $"/kubepods/burstable/pod{Pod}/{Id}", Id, Pod },
        { $"/kubepods/besteffort/pod{StaticPod}/{Id}", Id, StaticPod },
        { $"/kubepods.slice/kubepods-pod{Underscored}.slice/cri-containerd-{Id}.scope", Id, Pod },
        { $"/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod{Underscored}.slice/crio-{Id}.scope", Id, Pod },
        { $"/system.slice/containerd.service/kubepods-burstable-pod{Underscored}.slice:cri-containerd:{Id}", Id, Pod },
        { $"/docker/{Other}/kubelet/kubepods/pod{Pod}/{Id}", Id, Pod },
        { $"/kubepods.slice/kubepods-pod{Underscored}.slice", "", Pod },
        { $"/kubepods.slice/kubepods-pod{Underscored}.slice/crio-conmon-{Id}.scope", "", "" },
        { "/user.slice/user-1000.slice/session-3.scope", "", "" },
        { "/", "", "" },
        { $"/system.slice/x-{Id}0.service", "", "" },
        { "/podinfo/deadbeef", "", "" },
    };

    [Theory]
    [MemberData(nameof(Paths))]
    public void FromCgroup_KnownForms_NamesContainerAndPod(string path, string container, string pod)
    {
        Assert.Equal(new ContainerIdentity(container, pod), ContainerIdentity.FromCgroup(path));
    }

    [Fact]
    public void FromCgroup_AnyText_GivesAWholeIdOrNone() =>
        Gen.String[Gen.Char["abcdef0123456789/-_.podcri"], 0, 200].Sample(path =>
        {
            var (container, pod) = ContainerIdentity.FromCgroup(path);
            return container.Length is 0 or 64 && pod.Length is 0 or 32 or 36;
        });
}
