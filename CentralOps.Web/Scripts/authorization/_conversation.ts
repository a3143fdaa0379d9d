/** How a browser joins a call. */
export interface Begin {
  callId: string;
  /** This one makes the offer. */
  offers: boolean;
  servers: { urls: string; username: string | null; credential: string | null }[];
}

type Word = { description: RTCSessionDescriptionInit } | { candidate: RTCIceCandidateInit } | { picture: boolean };

/** What is wrong, as the server has texts for it. */
export type Trouble = 'insecure' | 'denied' | 'no-devices' | 'no-camera' | 'no-microphone' | 'no-way' | 'lost';

interface Around {
  remote: HTMLVideoElement;
  own: HTMLVideoElement;
  /** Says a word to the other browser. */
  say(word: string): void;
  report(trouble: Trouble | null): void;
  /** The other one's picture is there, or is not. */
  seen(picture: boolean): void;
  /** The way is lost for good. */
  lost(): void;
}

/** One call between this browser and another: picture and sound go straight between them. */
export class Conversation {
  private readonly connection: RTCPeerConnection;
  private stream: MediaStream | null = null;
  // One thing after the other: what comes before the camera is ready waits for it.
  private work: Promise<void>;
  private over = false;

  constructor(begin: Begin, private readonly around: Around) {
    around.own.muted = true; // the attribute alone does not count on an element made by script
    this.connection = new RTCPeerConnection({ iceServers: begin.servers.map(s => s.username && s.credential ? { urls: s.urls, username: s.username, credential: s.credential } : { urls: s.urls }) });
    this.connection.onicecandidate = e => { if (e.candidate) this.say({ candidate: e.candidate.toJSON() }); };
    this.connection.ontrack = e => {
      const all = (around.remote.srcObject as MediaStream | null) ?? new MediaStream();
      all.addTrack(e.track);
      around.remote.srcObject = all;
      around.remote.play().catch(() => undefined); // the click on accept allows it; without one the browser shows the first picture
      if (e.track.kind !== 'video') return;
      e.track.onunmute = () => around.seen(true);
      e.track.onmute = () => around.seen(false);
    };
    this.connection.onconnectionstatechange = () => {
      if (this.over) return;
      if (this.connection.connectionState === 'disconnected') around.report('lost');
      if (this.connection.connectionState === 'connected') around.report(this.trouble);
      if (this.connection.connectionState === 'failed') { around.report('no-way'); around.lost(); }
    };
    this.work = this.open(begin.offers).catch(() => { if (!this.over) around.report('no-way'); });
  }

  private trouble: Trouble | null = null;

  /** Words of the other browser, in their order. */
  receive(words: readonly string[]): void {
    for (const word of words) this.work = this.work.then(() => this.take(JSON.parse(word) as Word)).catch(() => { if (!this.over) this.around.report('no-way'); });
  }

  /** Sound or picture of this side off or on again; true = it is off. */
  toggle(kind: 'audio' | 'video'): boolean {
    const tracks = this.stream?.getTracks().filter(t => t.kind === kind) ?? [];
    tracks.forEach(t => { t.enabled = !t.enabled; });
    const off = !tracks.some(t => t.enabled);
    if (kind === 'video') {
      this.around.own.hidden = off;
      this.say({ picture: !off });
    }
    return off;
  }

  end(): void {
    this.over = true;
    this.stream?.getTracks().forEach(t => t.stop());
    this.connection.close();
    this.around.remote.srcObject = this.around.own.srcObject = null;
  }

  private async open(offers: boolean): Promise<void> {
    const [stream, trouble] = await devices();
    if (this.over) {
      stream?.getTracks().forEach(t => t.stop());
      return;
    }
    this.stream = stream;
    this.trouble = trouble;
    this.around.report(trouble);
    stream?.getTracks().forEach(t => this.connection.addTrack(t, stream));
    const hasPicture = !!stream?.getVideoTracks().length;
    this.around.own.srcObject = stream;
    this.around.own.hidden = !hasPicture;
    if (!offers) return;
    // Who has no camera sees the other one all the same.
    if (!hasPicture) this.connection.addTransceiver('video', { direction: 'recvonly' });
    if (!stream?.getAudioTracks().length) this.connection.addTransceiver('audio', { direction: 'recvonly' });
    await this.describe();
  }

  private async take(word: Word): Promise<void> {
    if (this.over) return;
    if ('description' in word) {
      await this.connection.setRemoteDescription(word.description);
      if (word.description.type === 'offer') await this.describe();
    } else if ('candidate' in word) {
      await this.connection.addIceCandidate(word.candidate);
    } else {
      this.around.seen(word.picture);
    }
  }

  private async describe(): Promise<void> {
    await this.connection.setLocalDescription();
    const { type, sdp } = this.connection.localDescription!;
    this.say({ description: { type, sdp } });
  }

  private say(word: Word): void {
    if (!this.over) this.around.say(JSON.stringify(word));
  }
}

// Camera and microphone; one of them when the other is missing; none is no reason not to look and listen.
async function devices(): Promise<[MediaStream | null, Trouble | null]> {
  if (!('mediaDevices' in navigator)) return [null, 'insecure']; // only https pages and this machine get devices
  const video = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { max: 24 } };
  try {
    return [await navigator.mediaDevices.getUserMedia({ audio: true, video }), null];
  } catch (e) {
    if (e instanceof DOMException && e.name === 'NotAllowedError') return [null, 'denied'];
  }
  try {
    return [await navigator.mediaDevices.getUserMedia({ audio: true }), 'no-camera'];
  } catch { /* not this one either */ }
  try {
    return [await navigator.mediaDevices.getUserMedia({ video }), 'no-microphone'];
  } catch {
    return [null, 'no-devices'];
  }
}
