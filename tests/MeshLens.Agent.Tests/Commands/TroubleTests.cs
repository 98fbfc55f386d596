using System.Security.Cryptography;
using MeshLens.Agent.Commands;
using MeshLens.Agent.Loading;

namespace MeshLens.Agent.Tests.Commands;

public sealed class TroubleTests
{
    private static (int ExitCode, string? Sentence) Create(Exception fault) => Trouble.Explain(fault);

    [Fact]
    public void Explain_AReaderThatHasSeenEnough_IsNoTrouble() =>
        Assert.Equal((ExitCode.Success, null), Create(new IOException("Broken pipe", 32)));

    [Fact]
    public void Explain_AFullDisk_SaysSo() =>
        Assert.Equal((ExitCode.Failure, "The output cannot be written: the disk is full. Make room, or write elsewhere."), Create(new IOException("No space left on device", 28)));

    [Fact]
    public void Explain_ATargetThatIsNotThere_CannotBeHelpedByTryingAgain() =>
        Assert.Equal((ExitCode.Usage, "/x is not a cgroup directory: give one below /sys/fs/cgroup."), Create(new WatchTargetException("/x is not a cgroup directory: give one below /sys/fs/cgroup.")));

    [Fact]
    public void Explain_AFileThatMayNotBeRead_NamesTheFix() =>
        Assert.Equal((ExitCode.Usage, "Access to /x is denied. Run as root, or allow this user to read it."), Create(new UnauthorizedAccessException("Access to /x is denied.")));

    [Fact]
    public void Explain_WhatNobodyForesaw_IsOneSentenceWithoutAStackTrace()
    {
        var (exitCode, sentence) = Create(new CryptographicException("no such key"));

        Assert.Equal(ExitCode.Failure, exitCode);
        Assert.Equal("The agent ended unexpectedly: no such key. Please report this (CryptographicException).", sentence);
    }
}
