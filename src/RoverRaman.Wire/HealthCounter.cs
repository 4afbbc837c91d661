namespace RoverRaman.Wire;

/// <summary>
/// What the daemon counts, in the order of the flow. The value is the position in the list of a health message. Frozen: never reused,
/// the list only grows. Stored, sent and lost are different counters, because they are different states.
/// </summary>
public enum HealthCounter : byte
{
    /// <summary>Whole spectra received from the instrument.</summary>
    SpectraAcquired = 0,
    /// <summary>Decisions made. Acquired less the drops of the stages before it, once the pipeline is empty.</summary>
    SpectraDecided = 1,
    /// <summary>Spectra dropped because the buffer after Serial was full.</summary>
    DroppedAfterSerial = 2,
    /// <summary>Spectra dropped because the buffer after Preprocess was full.</summary>
    DroppedAfterPreprocess = 3,
    /// <summary>Spectra dropped because the buffer after Infer was full.</summary>
    DroppedAfterInfer = 4,
    /// <summary>Messages that journal or link never wrote: pushed out of a full buffer, or left over at the end.</summary>
    DroppedAfterTriage = 5,
    /// <summary>Times the instrument's line was opened again.</summary>
    LinkReconnects = 6,
    /// <summary>Replies of the instrument that did not come whole in time.</summary>
    Timeouts = 7,
    /// <summary>Messages of the instrument that failed a check.</summary>
    BadFrames = 8,
    /// <summary>Bytes from the instrument thrown away while hunting for a message.</summary>
    BytesSkipped = 9,
    /// <summary>Questions to the instrument asked again.</summary>
    Retries = 10,
    /// <summary>Replies of the instrument that carried an error.</summary>
    DeviceErrors = 11,
    /// <summary>Spectra with a saturated pixel.</summary>
    Saturated = 12,
    /// <summary>Spectra that a quality flag forbade to name.</summary>
    Unusable = 13,
    /// <summary>Spectra on which inference failed; each has a decision without classes.</summary>
    InferenceFailures = 14,
    /// <summary>Decisions that are in the journal.</summary>
    JournalRecords = 15,
    /// <summary>Failed attempts to write a message to the journal; each is tried again.</summary>
    JournalWriteFailures = 16,
    /// <summary>Bytes cut from the journal's end at start, because a record was torn.</summary>
    JournalTornBytes = 17,
    /// <summary>Messages of any kind handed to the link. Not the same as received.</summary>
    LinkSent = 18,
    /// <summary>Decisions that the link refused.</summary>
    LinkSendFailures = 19,
    /// <summary>Messages that a local reader missed because it read too slowly.</summary>
    SlowReaderDrops = 20,
    /// <summary>Local readers that were connected.</summary>
    ReadersAccepted = 21,
    /// <summary>Commands received.</summary>
    CommandsReceived = 22,
    /// <summary>Commands refused or not understood.</summary>
    CommandsRefused = 23,
    /// <summary>Heads swapped in since start.</summary>
    HeadSwaps = 24,
    /// <summary>Products written to the store of the product link.</summary>
    ProductsStored = 25,
    /// <summary>Products sent, each repetition counted. Not the same as received.</summary>
    ProductsSent = 26,
    /// <summary>Products that the ground says it has.</summary>
    ProductsAcknowledged = 27,
    /// <summary>Products given up: no room, or too old.</summary>
    ProductsExpired = 28,
    /// <summary>Products that a larger one on the ground contains.</summary>
    ProductsSuperseded = 29,
    /// <summary>Products and fragments sent again.</summary>
    ProductsRepeated = 30,
    /// <summary>Decisions and messages dropped before their products were stored.</summary>
    ProductsDropped = 31,
    /// <summary>Records that the product store's disk did not take.</summary>
    ProductWriteFailures = 32,
    /// <summary>Frames of the product link that its line did not take.</summary>
    ProductSendFailures = 33,
    /// <summary>Reports and commands from the ground over the product link.</summary>
    UplinkReceived = 34,
    /// <summary>Damaged frames and unknown units from the ground.</summary>
    UplinkRefused = 35,
}
