using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MeshLens.Files.Tests;

/// <summary>A file system of its own, in a file, whose power can be cut: what was not flushed is lost. Skips the test where none can be mounted.</summary>
internal sealed partial class ScratchDisk : IAsyncDisposable
{
    /// <summary>How large it is.</summary>
    public const int Bytes = 16 << 20;

    // ext4's own way of dropping everything that is not on the disk, its journal included (EXT4_IOC_SHUTDOWN).
    private const nuint Shutdown = 0x8004587D;
    private const uint WithoutLog = 2;

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("meshlens-disk-").FullName;

    /// <summary>Where it is mounted.</summary>
    public string Directory => Path.Combine(_folder, "mounted");

    private string Image => Path.Combine(_folder, "image");

    public static async Task<ScratchDisk> Create()
    {
        var disk = new ScratchDisk();
        try
        {
            System.IO.Directory.CreateDirectory(disk.Directory);
            await using (var image = File.Create(disk.Image))
            {
                image.SetLength(Bytes);
            }

            Assert.SkipUnless(await Run("mkfs.ext4", "-q", "-F", disk.Image) && await disk.Mount(), "No file system in a file can be made and mounted here.");
            return disk;
        }
        catch
        {
            await disk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Loses what was not flushed, and comes back.</summary>
    public async Task CutPower()
    {
        using (var root = new SafeFileHandle(Open(Directory, 0), ownsHandle: true))
        {
            var how = WithoutLog;
            Assert.SkipUnless(Control(root, Shutdown, ref how) == 0, $"The power of a file system cannot be cut here: {Marshal.GetLastPInvokeErrorMessage()}.");
        }

        Assert.True(await Run("umount", Directory));
        Assert.True(await Mount());
    }

    public async ValueTask DisposeAsync()
    {
        await Run("umount", "-q", Directory);
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private Task<bool> Mount() => Run("mount", "-o", "loop", Image, Directory);

    private static async Task<bool> Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, nuint request, ref uint argument);
}
