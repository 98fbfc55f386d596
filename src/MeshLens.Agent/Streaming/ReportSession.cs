using System.Buffers;
using Grpc.Core;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Streaming;

/// <summary>One stream to the server, from Hello to its end.</summary>
/// <param name="hear">Told what the server sends beside answers; on a thread of the stream.</param>
internal sealed class ReportSession(BatchQueue queue, FlowAnnouncements announcements, TimeProvider time, Action<ServerMessage>? hear = null) : IDisposable
{
    private const int UnacknowledgedLimit = 64;
    private const int AnnouncementBytes = 256 << 10;
    private static readonly TimeSpan WelcomePatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LastAcknowledgements = TimeSpan.FromSeconds(2);

    private readonly InFlight _inFlight = new(UnacknowledgedLimit);
    private readonly ArrayBufferWriter<byte> _flows = new();
    private readonly Outgoing _message = new();
    private readonly Batch _tail = new();
    private readonly List<uint> _retired = [];
    private ulong _sequence;

    /// <summary>Says hello and waits for the answer.</summary>
    /// <exception cref="RefusedException">The server says no.</exception>
    /// <exception cref="TimeoutException">Nothing was answered for long.</exception>
    public async Task OpenAsync(AsyncDuplexStreamingCall<Outgoing, ServerMessage> call, Hello hello, CancellationToken cancellation)
    {
        _message.SetHello(hello);
        if (!await AskAsync(call, cancellation).WaitAsync(WelcomePatience, time, cancellation))
        {
            throw new RefusedException("The server ended the stream without an answer.");
        }

        if (call.ResponseStream.Current.BodyCase != ServerMessage.BodyOneofCase.Welcome)
        {
            throw new RefusedException(call.ResponseStream.Current.Refusal?.Reason ?? "The server did not say welcome.");
        }
    }

    private async Task<bool> AskAsync(AsyncDuplexStreamingCall<Outgoing, ServerMessage> call, CancellationToken cancellation)
    {
        try
        {
            await call.RequestStream.WriteAsync(_message, cancellation);
        }
        catch (Exception unwritten) when (IsOfTheStream(unwritten) && !cancellation.IsCancellationRequested)
        {
            // A server that says no may have closed before all was written: why is in its answer.
        }

        return await call.ResponseStream.MoveNext(cancellation);
    }

    /// <summary>Sends batches: true when the queue was completed and all of it delivered, false when the server ended the stream.</summary>
    public async Task<bool> PumpAsync(AsyncDuplexStreamingCall<Outgoing, ServerMessage> call, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var answers = ReadAnswersAsync(call, ended);
        try
        {
            await WriteAllAsync(call, ended.Token);
            await call.RequestStream.CompleteAsync();
            await answers.WaitAsync(LastAcknowledgements, time, cancellation);
            return true;
        }
        catch (Exception unwritten) when (IsOfTheStream(unwritten) && !cancellation.IsCancellationRequested)
        {
            // The server ended the stream. If not in peace, its status says why; a write can fail before it was read.
            await answers.WaitAsync(LastAcknowledgements, time, cancellation);
            return false;
        }
        finally
        {
            await ended.CancelAsync();
            await answers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _inFlight.ShedAllInto(queue);
        }
    }

    public void Dispose() => _inFlight.Dispose();

    // What a write throws whose stream has ended depends on how far its end has come.
    private static bool IsOfTheStream(Exception fault) => fault is RpcException or OperationCanceledException or InvalidOperationException or IOException;

    private async Task WriteAllAsync(AsyncDuplexStreamingCall<Outgoing, ServerMessage> call, CancellationToken cancellation)
    {
        while (true)
        {
            await _inFlight.WaitForSlotAsync(cancellation);
            var batch = await queue.DequeueAsync(cancellation);
            if (batch is null)
            {
                return;
            }

            using (batch)
            {
                await AnnounceAsync(call, batch, cancellation);
                await WriteAsync(call, batch, cancellation);
            }
        }
    }

    /// <summary>Announces what does not fit beside the next batch in messages of their own, each of a modest size.</summary>
    private async Task AnnounceAsync(
        AsyncDuplexStreamingCall<Outgoing, ServerMessage> call, EncodedBatch batch, CancellationToken cancellation)
    {
        var announced = false;
        try
        {
            _flows.ResetWrittenCount();
            while (announcements.Drain(_flows, AnnouncementBytes))
            {
                ResetTail();
                _message.SetBatch(_flows.WrittenMemory, null, _tail);
                await call.RequestStream.WriteAsync(_message, cancellation);
                _flows.ResetWrittenCount();
            }

            announced = true;
        }
        finally
        {
            if (!announced)
            {
                queue.Shed(batch);
            }
        }
    }

    private async Task WriteAsync(AsyncDuplexStreamingCall<Outgoing, ServerMessage> call, EncodedBatch batch, CancellationToken cancellation)
    {
        var losses = new LossTally();
        queue.TakeUnreported(losses);
        losses.Add(batch.Losses);
        announcements.Retire(batch.Retired);
        _retired.Clear();
        announcements.CopyRetiredTo(_retired);
        ResetTail();
        _tail.AgeMs = (uint)Math.Clamp(time.GetElapsedTime(batch.EndedAt).TotalMilliseconds, 0, uint.MaxValue);
        _tail.IntervalMs = (uint)batch.Interval.TotalMilliseconds;
        _tail.RetiredFlows.AddRange(_retired);
        if (!losses.IsEmpty)
        {
            losses.CopyTo(_tail.Losses = new());
        }

        _message.SetBatch(_flows.WrittenMemory, batch, _tail);

        // Before the write, because the acknowledgement may be faster than its return. What is in flight counts as shed if the
        // stream breaks, also when it was this write that failed.
        _inFlight.Add(_sequence, batch.Rows, batch.Connections, losses);
        await call.RequestStream.WriteAsync(_message, cancellation);
        announcements.Remove(_retired);
    }

    private void ResetTail()
    {
        _tail.Sequence = ++_sequence;
        _tail.AgeMs = _tail.IntervalMs = 0;
        _tail.RetiredFlows.Clear();
        _tail.Losses = null;
    }

    private async Task ReadAnswersAsync(AsyncDuplexStreamingCall<Outgoing, ServerMessage> call, CancellationTokenSource ended)
    {
        try
        {
            while (await call.ResponseStream.MoveNext(ended.Token))
            {
                var answer = call.ResponseStream.Current;
                switch (answer.BodyCase)
                {
                    case ServerMessage.BodyOneofCase.Acknowledgement:
                        _inFlight.Acknowledge(answer.Acknowledgement.Sequence);
                        break;
                    case ServerMessage.BodyOneofCase.Refusal:
                        throw new RefusedException(answer.Refusal.Reason);
                    default:
                        hear?.Invoke(answer);
                        break;
                }
            }
        }
        finally
        {
            await ended.CancelAsync();
        }
    }
}
