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

    [RootFact]
    public async Task Doctor_WithoutTheCapabilitiesOfBpf_HasNoAnswer() =>
        Assert.Contains("handshakes", await LostWithout("-sys_admin,-bpf", KernelRefuses));

    private static async Task<IEnumerable<string>> LostWithout(string capabilities, int exitCode)
    {
        var doctor = await With([$"--bounding-set={capabilities}"], "doctor", "-o", "json");

        Assert.Equal(exitCode, doctor.ExitCode);
        return
        [
            .. JsonElement.Parse(doctor.Output).GetProperty("questions").EnumerateArray()
                .Where(question => !question.GetProperty("answered").GetBoolean())
                .Select(question => question.GetProperty("name").GetString()!)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static Task<EndedProcess> With(IEnumerable<string> privileges, params IEnumerable<string> arguments) =>
        ChildProcess.Run("setpriv", ["--inh-caps=-all", .. privileges, Programs.Agent, .. arguments]);
}
