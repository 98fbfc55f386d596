using System.Net;
using MeshLens.Server.Client;

namespace MeshLens.Server.Commands;

/// <summary>Runs a command that asks the server, and turns what can go wrong into one sentence and an exit code.</summary>
internal static class AskServer
{
    public static async Task<int> Run(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (ApiException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return e.Status switch
            {
                HttpStatusCode.NotFound => ExitCodes.NotFound,
                HttpStatusCode.BadRequest => ExitCodes.Misuse,
                _ => ExitCodes.Failure,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Misuse;
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C: the person who pressed it knows.
            return ExitCodes.Failure;
        }
    }
}
