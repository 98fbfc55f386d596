namespace LibBpfSharp.Tests.Errors;

public sealed class BpfExceptionTests
{
    [Theory]
    [InlineData(1, "EPERM")]
    [InlineData(-2, "ENOENT")]
    [InlineData(95, "EOPNOTSUPP")]
    [InlineData(133, "EHWPOISON")]
    [InlineData(524, "ENOTSUPP")]
    [InlineData(4007, "LIBBPF_ERRNO__VERIFY")]
    [InlineData(4013, "LIBBPF_ERRNO__NLPARSE")]
    [InlineData(4014, "errno 4014")]
    [InlineData(999, "errno 999")]
    public void ErrnoName_Number_IsSymbolic(int errno, string expected) => Assert.Equal(expected, new BpfException("try", errno).ErrnoName);

    [Fact]
    public void Message_NotPermitted_NamesTheCapabilities() =>
        Assert.Equal("load x: EPERM (not permitted: run as root or grant CAP_BPF and CAP_PERFMON)", new BpfException("load x", -1).Message);

    [Fact]
    public void Message_LongVerifierLog_ShowsItsLastLines()
    {
        var log = new BpfLoadLog(["prog 'p': failed"], string.Join('\n', Enumerable.Range(1, 100).Select(i => $"line {i}.")));

        var thrown = new BpfException("load x", 13, log);

        Assert.Contains("prog 'p': failed", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("line 100.", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("line 70.", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("line 1.", thrown.VerifierLog, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_PrintedTexts_TellVerifierFromWarnings()
    {
        var log = BpfLoadLog.Parse(
        [
            "libbpf: prog 'p': BPF program load failed: Permission denied\n",
            "libbpf: prog 'p': -- BEGIN PROG LOAD LOG --\n0: r1=ctx\nR2 !read_ok\n-- END PROG LOAD LOG --\n",
        ])!;

        Assert.Equal(["prog 'p': BPF program load failed: Permission denied"], log.Messages);
        Assert.Equal("0: r1=ctx\nR2 !read_ok\n", log.Verifier);
    }

    [Fact]
    public void Parse_Nothing_IsNull() => Assert.Null(BpfLoadLog.Parse([]));

    [Fact]
    public void Parse_LogCutOff_KeepsWhatThereIs() =>
        Assert.Equal("0: r1", BpfLoadLog.Parse(["libbpf: prog 'p': -- BEGIN PROG LOAD LOG --\n0: r1"])!.Verifier);
}
