namespace PeerProto.Protocol.Framing;

/// <summary>
/// What a frame is. On the wire a frame is <c>length (varint) | kind (1 byte) | body</c>, where the length counts kind and body. A peer skips
/// every kind it does not know, so kinds may be added within a wire version.
/// </summary>
public enum FrameKind : byte
{
    /// <summary>
    /// Body: the four bytes <c>PEER</c>, then a MessagePack map with integer keys (<see cref="Handshake.Hello"/>). The first frame of each side, sent at
    /// once and only then. Keys that a peer does not know are skipped.
    /// </summary>
    Hello = 0x01,

    /// <summary>
    /// Empty body. Sent once by each side when it takes the connection, first by the side with the smaller peer identifier. Both sides have a connection when both have
    /// sent it, and a side may send the kinds from <see cref="Message"/> on once it has sent its own and has the other's.
    /// </summary>
    Admit = 0x02,

    /// <summary>Body: 8 bytes of the sender's choice. Sent when nothing has arrived for the keep-alive interval, or to learn the round-trip time. Answered at once with <see cref="Pong"/>.</summary>
    Ping = 0x03,

    /// <summary>Body: the 8 bytes of the <see cref="Ping"/> it answers.</summary>
    Pong = 0x04,

    /// <summary>
    /// Body: close code (varint), then the reason as UTF-8, at most 256 bytes. The sender's last frame. The receiver handles all that came before, acknowledges,
    /// answers with its own Close unless it has sent one, and ends the link.
    /// </summary>
    Close = 0x05,

    /// <summary>
    /// Body: the shape of the sender's contract as UTF-8 text, the one that its fingerprint is of, at most 65,536 bytes. Sent once by each side, when the hellos name
    /// different fingerprints, and only then; before <see cref="Admit"/>.
    /// </summary>
    Shape = 0x06,

    /// <summary>
    /// Body: slot (varint, 0 to 63), bytes of the frame that are still to come behind this piece (varint), then a piece of the frame: of its kind and body, without its length. The pieces of a
    /// slot, in order, are a frame, which counts as come when nothing is left of it; the slot is then free. Frames longer than 16 KiB travel so, among others. Only after admission.
    /// </summary>
    Fragment = 0x07,

    /// <summary>
    /// Body: how many streams beside the first the sender has opened since the connection began (varint). Sent directly before <see cref="Close"/> by a side that has opened any; the receiver reads
    /// all of them to their end before it takes the Close.
    /// </summary>
    Lanes = 0x08,

    /// <summary>Body: channel (varint), then the message. Counts against the channel's credit.</summary>
    Message = 0x10,

    /// <summary>Body: channel (varint), number of messages received on it since the connection began (varint).</summary>
    Acknowledge = 0x11,

    /// <summary>
    /// Body: channel (varint), 0 for the connection, the most messages (varint) and bytes (varint) that the receiver of this frame may have sent on it since the connection
    /// began. Limits never shrink; a smaller one is ignored.
    /// </summary>
    Credit = 0x12,

    /// <summary>Body: channel (varint), or 0 for all. Asks for <see cref="Acknowledge"/> at once instead of within the acknowledgement delay.</summary>
    AcknowledgeRequest = 0x13,

    /// <summary>
    /// Body: call identifier (varint), number of the call in the contract (varint), then the arguments as a MessagePack array. Identifiers rise by 2; the side
    /// that connected uses even ones, the side that accepted odd ones.
    /// </summary>
    Call = 0x20,

    /// <summary>Body: call identifier (varint), then the result. Ends a unary call or a client stream.</summary>
    Result = 0x21,

    /// <summary>
    /// Body: call identifier (varint), error code (varint), error id (8 bytes, big-endian), then a text as UTF-8; behind the code of a declared error, its number (varint) and value
    /// instead of the text. Ends any call.
    /// </summary>
    Failure = 0x22,

    /// <summary>Body: call identifier (varint). The caller has no more interest. The call stays open until the other side ends it.</summary>
    Cancel = 0x23,

    /// <summary>Body: call identifier (varint), then an item, or a piece of a byte stream. Counts against the stream's credit.</summary>
    Item = 0x24,

    /// <summary>Body: call identifier (varint). The sender's items or bytes are complete. Ends a server or duplex stream.</summary>
    End = 0x25,

    /// <summary>Body: call identifier (varint), the most items (varint) and bytes (varint) that the receiver of this frame may have sent in the call's stream.</summary>
    ItemCredit = 0x26,

    /// <summary>
    /// Body: call identifier (varint), the milliseconds until the call has to end (varint). Sent by the caller directly before the Call with this identifier, by those that set a
    /// deadline.
    /// </summary>
    Deadline = 0x27,

    /// <summary>
    /// Body: call identifier (varint), then a report. Sent by the called side before its answer, as often as it likes; has no credit, since the receiver hands it on at once or drops it.
    /// </summary>
    Progress = 0x28,

    /// <summary>Body: call identifier (varint), code (varint). The sender of items or bytes gives up: instead of End. As RESET_STREAM of RFC 9000 §19.4.</summary>
    Reset = 0x29,

    /// <summary>
    /// Body: call identifier (varint), code (varint). The receiver of items or bytes takes no more; their sender answers with Reset unless it has finished them. As STOP_SENDING of RFC 9000
    /// §19.5.
    /// </summary>
    StopSending = 0x2A,

    /// <summary>
    /// Body: trace id (16 bytes), span id (8 bytes), trace flags (1 byte), then the text of <c>tracestate</c>, at most 256 bytes: a W3C trace context. Sent directly before the
    /// <see cref="Message"/>, <see cref="Call"/> or <see cref="Item"/> that it belongs to, or before the first <see cref="Fragment"/> of that.
    /// </summary>
    Trace = 0x2B,

    /// <summary>
    /// The first of eight kinds, to 0x37, with which sides prove to each other what their security asks for, before the hello. Body: the four bytes <c>PEER</c>, then what the proof says. In a
    /// connection they never come: a peer whose first frame is one uses another kind of security.
    /// </summary>
    Proof = 0x30,

    /// <summary>
    /// The first of the kinds that mean nothing for ever: 0x40, 0x5F, 0x7E … 0xFA (0x40 + 0x1F·n). Each side sends one, with a random body of up to
    /// 16 bytes, right after its Hello, so that every peer is known to skip what it does not know.
    /// </summary>
    Grease = 0x40,
}
