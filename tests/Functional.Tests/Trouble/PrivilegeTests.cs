using System.Text.Json;
using Functional.Tests.Rig;

namespace Functional.Tests.Trouble;

/// <summary>The agent with less than it wants.</summary>
public sealed class PrivilegeTests
{
    private const int KernelRefuses = 3;

    [RootFact]
    public async Task Agent_WithoutRoot_SaysWhatIsMissingAndHowToGrantIt()
    {
        // Not by user id: that user could not read this build.
        var agent = await With(["--bounding-set=-all"], "run", "--server", "http://127.0.0.1:1");

        Assert.Equal(KernelRefuses, agent.ExitCode);
        var sentence = Assert.Single(agent.ErrorLines);
        Assert.Contains("CAP_BPF and CAP_PERFMON are missing", sentence, StringComparison.Ordinal);
        Assert.Contains("Run as root, or grant", sentence, StringComparison.Ordinal);
    }

    [RootFact]
    public async Task Agent_OnAKernelWithoutBtf_SaysWhichKernelToUse()
    {
        var agent = await WithMounted("mount -t tmpfs none /sys/kernel/btf", "run", "--server", "http://127.0.0.1:1");

        Assert.Equal(KernelRefuses, agent.ExitCode);
        var sentence = Assert.Single(agent.ErrorLines);
        Assert.Contains("offers no BTF", sentence, StringComparison.Ordinal);
        Assert.Contains("Use a kernel built with CONFIG_DEBUG_INFO_BTF", sentence, StringComparison.Ordinal);
    }

    [RootFact]
    public async Task Demo_OnAKernelWithoutBtf_EndsAtOnceWithTheAgentsSentence()
    {
        var demo = await ChildProcess.Run(
            "unshare", "--mount", "sh", "-c", "mount -t tmpfs none /sys/kernel/btf && exec \"$@\"", "sh", Programs.Server, "lab", "demo");

        Assert.Equal(2, demo.ExitCode);
        Assert.Contains(demo.ErrorLines, line => line.Contains("offers no BTF", StringComparison.Ordinal));
        Assert.DoesNotContain(demo.ErrorLines, line => line.Contains("healthy", StringComparison.Ordinal));
    }

    [RootFact]
    public async Task Agent_WithoutLibbpf_SaysWhatToInstall()
    {
        var agent = await WithMounted(
            "for lib in $(ldconfig -p | sed -n 's/.*libbpf.* => //p'); do mount --bind /dev/null $(readlink -f $lib); done",
            "run", "--server", "http://127.0.0.1:1");

        Assert.Equal(KernelRefuses, agent.ExitCode);
        Assert.Contains("nstall libbpf", Assert.Single(agent.ErrorLines), StringComparison.Ordinal);
    }

    [RootFact]
    public async Task Connects_WhoseReaderHasGone_Ends()
    {
        await using var traffic = new Traffic();

        var pipe = await ChildProcess.Run("sh", "-c", $"{Programs.Agent} connects --port {traffic.Port} | head -2");

        Assert.Equal(0, pipe.ExitCode);
        Assert.StartsWith("PID ", pipe.Output, StringComparison.Ordinal);
        Assert.Empty(pipe.ErrorLines);
    }

    [RootFact]
    public async Task Doctor_OnAFullDisk_SaysSoInASentence()
    {
        var doctor = await ChildProcess.Run("sh", "-c", $"{Programs.Agent} doctor >/dev/full");

        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains("the disk is full", Assert.Single(doctor.ErrorLines), StringComparison.Ordinal);
    }

    [RootFact]
    public async Task Doctor_WithoutSysAdminAndPtrace_NamesWhatIsLostAndTheRestWorks()
    {
        var lost = await LostWithout("-sys_admin,-sys_ptrace", exitCode: 0);

        Assert.Equal(["other-namespaces", "processes", "run-time"], lost);
    }

    [RootFact]
    public async Task Doctor_WithoutPtraceAlone_LosesNoMoreThanThat()
    {
        var lost = await LostWithout("-sys_ptrace", exitCode: 0);

        Assert.Equal(["other-namespaces", "processes"], lost);
    }

    [RootTheory]
    [InlineData("-bpf")]
    [InlineData("-perfmon")]
    [InlineData("-net_admin")]
    public async Task Doctor_WithoutACapabilityThatSysAdminContains_LosesNothing(string capability) =>
        Assert.Empty(await LostWithout(capability, exitCode: 0));

    [RootFact]
    public async Task Doctor_WithoutSysAdminAlone_SaysWhatIsLost()
    {
        Assert.Equal(["other-namespaces", "run-time"], await LostWithout("-sys_admin", exitCode: 0));

        var doctor = await With(["--bounding-set=-sys_admin"], "doctor");
        Assert.Contains("in the agent's own network namespace only: CAP_SYS_ADMIN is missing.", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("The run time of the kernel programs is not reported, for the same reason.", doctor.Output, StringComparison.Ordinal);
    }

    [RootTheory]
    [InlineData("-sys_admin,-bpf", "CAP_BPF is missing.")]
    [InlineData("-sys_admin,-perfmon", "CAP_PERFMON is missing.")]
    public async Task Agent_WithoutOneCapabilityOfBpf_NamesItAndHowToGrantIt(string capabilities, string missing)
    {
        var agent = await With([$"--bounding-set={capabilities}"], "run", "--server", "http://127.0.0.1:1");

        Assert.Equal(KernelRefuses, agent.ExitCode);
        var sentence = Assert.Single(agent.ErrorLines);
        Assert.Contains($"handshakes are not seen: {missing} Run as root, or grant CAP_BPF and CAP_PERFMON", sentence, StringComparison.Ordinal);
    }

    [RootFact]
    public async Task Doctor_WithoutTheCapabilitiesOfBpf_HasNoAnswer() =>
        Assert.Contains("handshakes", await LostWithout("-sys_admin,-bpf", KernelRefuses));

    private static async Task<IEnumerable<string>> LostWithout(string capabilities, int exitCode)
    {
        var doctor = await With([$"--bounding-set={capabilities}"], "doctor", "-o", "json");
        var withAll = await ChildProcess.Run(Programs.Agent, "doctor", "-o", "json");

        Assert.Equal(exitCode, doctor.ExitCode);
        return Unanswered(doctor).Except(Unanswered(withAll)); // What this machine keeps no records of has nothing to do with it.
    }

    private static IEnumerable<string> Unanswered(EndedProcess doctor) => JsonElement.Parse(doctor.Output).GetProperty("questions").EnumerateArray()
        .Where(question => !question.GetProperty("answered").GetBoolean())
        .Select(question => question.GetProperty("name").GetString()!)
        .Order(StringComparer.Ordinal);

    // In a mount namespace that ends with the agent.
    private static Task<EndedProcess> WithMounted(string mount, params IEnumerable<string> arguments) =>
        ChildProcess.Run("unshare", ["--mount", "sh", "-c", mount + " && exec \"$@\"", "sh", Programs.Agent, .. arguments]);

    private static Task<EndedProcess> With(IEnumerable<string> privileges, params IEnumerable<string> arguments) =>
        ChildProcess.Run("setpriv", ["--inh-caps=-all", .. privileges, Programs.Agent, .. arguments]);
}
