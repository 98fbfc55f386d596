using MeshLens.Agent.Loading;

namespace MeshLens.Agent.Tests.Loading;

public sealed class LoadPlanTests
{
    private const Privileges Everything = Privileges.Core | Privileges.SysAdmin | Privileges.SysPtrace;

    private static readonly (string Name, string Section)[] Programs =
    [
        ("state", "tp_btf/inet_sock_set_state"), ("sending", "tp_btf/tcp_sendmsg_locked"),
        ("sent", "tp_btf/sock_send_length"), ("error", "tp_btf/inet_sk_error_report"), ("arrived", "tp_btf/sk_data_ready"),
        ("reading", "tp_btf/sock_recv_length"), ("retransmitted", "tp_btf/tcp_retransmit_skb"),
        ("retransmitted_plain", "tp_btf/tcp_retransmit_skb"), ("reset_in", "tp_btf/tcp_receive_reset"),
        ("reset_out", "tp_btf/tcp_send_reset"), ("unrouted", "tp_btf/sys_exit"), ("walk", "iter/bpf_map_elem"),
        ("dns_sent", "tp_btf/net_dev_queue"), ("dns_received", "tp_btf/sk_data_ready"),
        ("dns_error", "tp_btf/inet_sk_error_report"), ("dns_sweep", "syscall"),
        ("adopt", "iter/tcp"), ("claim", "iter/task_file"),
    ];

    private static KernelFacts Facts() => new()
    {
        Release = "6.18.1-generic",
        Privileges = Everything,
        LibraryVersion = "1.1",
        HasTypes = true,
        Tracepoints = Programs.Select(program => ProgramNeed.OfSection(program.Section)).Where(need => need.Kind == "tp_btf").Select(need => need.Target).ToHashSet(),
        Iterators = Programs.Select(program => ProgramNeed.OfSection(program.Section)).Where(need => need.Kind == "iter").Select(need => need.Target).ToHashSet(),
        Records = new(RunQueue: true, Pressure: true, Quotas: true),
    };

    private static string[] Lost(KernelFacts facts) => Lost(LoadPlan.Decide(facts, Programs));

    private static string[] Lost(LoadPlan plan) =>
        [.. plan.Capabilities.Where(capability => !capability.Available).Select(capability => $"{capability.Name}: {capability.Reason} {capability.Fix}")];

    [Fact]
    public void Decide_OnACapableKernel_ChoosesEveryProgramButFallbacks()
    {
        var plan = LoadPlan.Decide(Facts(), Programs);

        Assert.Empty(Lost(plan));
        Assert.Null(plan.Blocker);
        Assert.Equal(["sent", "retransmitted_plain"], plan.Programs.Where(choice => !choice.IsChosen).Select(choice => choice.Program));
    }

    [Fact]
    public void Decide_WithoutTypes_IsBlockedAndSaysWhichKernelHelps()
    {
        var plan = LoadPlan.Decide(Facts() with { HasTypes = false }, Programs);

        Assert.Equal(
            "Connections, their failures and their handshakes are not seen: kernel 6.18.1-generic offers no BTF (/sys/kernel/btf/vmlinux).",
            plan.Blocker?.Reason);
        Assert.Equal("Use a kernel built with CONFIG_DEBUG_INFO_BTF, as the distributions' are since about 5.8.", plan.Blocker?.Fix);
    }

    [Fact]
    public void Decide_WithoutAnyPrivilege_IsBlockedAndSaysHowToGrantThem()
    {
        var plan = LoadPlan.Decide(Facts() with { Privileges = Privileges.None }, Programs);

        Assert.Equal("Connections, their failures and their handshakes are not seen: CAP_BPF and CAP_PERFMON are missing.", plan.Blocker?.Reason);
        Assert.Equal(
            "Run as root, or grant CAP_BPF and CAP_PERFMON (setcap cap_bpf,cap_perfmon+ep, or capabilities.add: [BPF, PERFMON]).",
            plan.Blocker?.Fix);
    }

    [Theory]
    [InlineData(Privileges.Bpf, "CAP_PERFMON is missing.")]
    [InlineData(Privileges.Perfmon, "CAP_BPF is missing.")]
    internal void Decide_WithOneOfTheCorePrivileges_NamesTheOther(Privileges granted, string reason) =>
        Assert.EndsWith(reason, LoadPlan.Decide(Facts() with { Privileges = granted }, Programs).Blocker?.Reason);

    [Fact]
    public void Decide_WithTheCorePrivilegesAlone_WatchesAndNamesWhatIsLost() => Assert.Equal(
        [
            "other-namespaces: Older connections and listening sockets are seen in the agent's own network namespace only: CAP_SYS_ADMIN and CAP_SYS_PTRACE are missing. " +
            "Run as root, or grant CAP_SYS_ADMIN and CAP_SYS_PTRACE (setcap cap_sys_admin,cap_sys_ptrace+ep, or capabilities.add: [SYS_ADMIN, SYS_PTRACE]).",
            "processes: Processes of other users are known by name only, without executable: CAP_SYS_PTRACE is missing. " +
            "Run as root, or grant CAP_SYS_PTRACE (setcap cap_sys_ptrace+ep, or capabilities.add: [SYS_PTRACE]).",
            "run-time: The run time of the kernel programs is not reported: CAP_SYS_ADMIN is missing. " +
            "Run as root, or grant CAP_SYS_ADMIN (setcap cap_sys_admin+ep, or capabilities.add: [SYS_ADMIN]).",
        ],
        Lost(Facts() with { Privileges = Privileges.Core }));

    [Fact]
    public void Decide_OnAHostThatKeepsNoRecords_SaysWhatIsLostAndHowToGetIt() => Assert.Equal(
        [
            "run-queue: How long processes wait for a processor is not known, and so not who is starved: the kernel keeps no scheduler statistics (/proc/PID/schedstat). " +
            "Use a kernel built with CONFIG_SCHEDSTATS, or boot it with delayacct.",
            "pressure: How long a lack of processor, memory or I/O holds processes back is not known: the kernel keeps no pressure stall information (/proc/pressure). " +
            "Boot with psi=1, on a kernel built with CONFIG_PSI.",
            "cpu-quotas: How long CPU quotas hold containers back is not known: no mounted cgroup hierarchy has the cpu controller. " +
            "Mount cgroup2 at /sys/fs/cgroup (in a container: the host's, read-only), on a kernel built with CONFIG_CFS_BANDWIDTH.",
        ],
        Lost(Facts() with { Records = default }));

    [Fact]
    public void Decide_WithATooOldLibrary_GivesItsSentence()
    {
        var plan = LoadPlan.Decide(
            Facts() with { LibraryProblem = "libbpf 0.5 is too old: install libbpf 1.0 or newer (Debian: apt-get install libbpf1)." }, []);

        Assert.EndsWith("libbpf 0.5 is too old.", plan.Blocker?.Reason);
        Assert.Equal("Install libbpf 1.0 or newer (Debian: apt-get install libbpf1).", plan.Blocker?.Fix);
    }

    [Fact]
    public void Decide_WithoutATracepoint_LosesItsQuestionAlone()
    {
        var facts = Facts() with { Release = "6.1.0-18-amd64" };
        facts = facts with { Tracepoints = facts.Tracepoints.Except(["sock_recv_length"]).ToHashSet() };

        Assert.Equal(
            ["turns: Requests and responses are not timed: the tracepoint sock_recv_length does not exist in kernel 6.1.0-18-amd64. Use kernel 6.3 or newer."],
            Lost(facts));
    }

    [Fact]
    public void Decide_WithoutATracepointThatHasAFallback_UsesItAndLosesNothing()
    {
        var facts = Facts() with { Release = "6.12.0-amd64" };
        facts = facts with { Tracepoints = facts.Tracepoints.Except(["tcp_sendmsg_locked"]).ToHashSet() };

        var plan = LoadPlan.Decide(facts, Programs);

        Assert.Empty(Lost(plan));
        Assert.True(plan.Programs.Single(choice => choice.Program == "sent").IsChosen);
    }

    [Fact]
    public void Without_AProgramThatHasAFallback_UsesItAndLosesNothing()
    {
        var plan = LoadPlan.Decide(Facts(), Programs).Without("retransmitted", "EINVAL");

        Assert.Empty(Lost(plan));
        Assert.True(plan.Programs.Single(choice => choice.Program == "retransmitted_plain").IsChosen);
        Assert.False(plan.Programs.Single(choice => choice.Program == "retransmitted").IsChosen);
    }

    [Fact]
    public void Without_AnyOtherProgram_LosesItsQuestion()
    {
        var plan = LoadPlan.Decide(Facts(), Programs).Without("walk", "EPERM");

        Assert.StartsWith("live-connections: ", Assert.Single(Lost(plan)));
        Assert.Null(plan.Blocker);
    }

    [Fact]
    public void WithoutAny_BlocksWithTheReason() => Assert.EndsWith(
        "the kernel refused to load the programs (EPERM).", LoadPlan.Decide(Facts(), Programs).WithoutAny("EPERM").Blocker?.Reason);
}
