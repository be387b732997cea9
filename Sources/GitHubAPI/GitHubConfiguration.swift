/// Everything about the connection to GitHub that a command can set.
public struct GitHubConfiguration: Sendable {
  /// How long each part of a request may take.
  public struct Timeouts: Hashable, Sendable {
    /// Until the connection stands, TLS included.
    public var connect: Duration
    /// Between two arrivals of bytes.
    public var read: Duration
    /// For the whole request, so that a slow trickle ends too.
    public var request: Duration

    /// Sets the three limits.
    public init(connect: Duration = .seconds(10), read: Duration = .seconds(30), request: Duration = .seconds(90)) {
      self.connect = connect
      self.read = read
      self.request = request
    }
  }

  /// The root of the API.
  public var apiURL: APIURL
  /// Which version of the API is asked for.
  public var apiVersion: APIVersionChoice
  /// What proves who asks.
  public var tokens: any TokenSource
  /// How many requests may be under way at once; at least 1.
  public var concurrency: Int
  /// The program and its version, which GitHub wants to know: `octoseal/VERSION`.
  public var userAgent: String
  /// Who may vouch for the server's certificate; nil for those that the system trusts.
  public var certificateAuthorities: CertificateAuthorities?
  /// The proxy on the way to the server; nil for none.
  public var proxy: ProxyServer?
  /// How long each part of a request may take.
  public var timeouts: Timeouts
  /// The largest body that is read, in bytes after decompression.
  public var largestBody: Int
  /// When and how often a failed request is repeated.
  public var retries: RetryPolicy
  /// What is kept to before the server says anything.
  public var limits: RequestLimits
  /// How long limits may hold requests up in all; nil for no bound.
  public var longestHold: Duration?

  /// Describes a connection; what is not given has a default for github.com.
  public init(
    apiURL: APIURL = .gitHub,
    apiVersion: APIVersionChoice = .automatic,
    tokens: any TokenSource,
    concurrency: Int = 50,
    userAgent: String,
    timeouts: Timeouts = Timeouts(),
    largestBody: Int = 32 * 1_024 * 1_024,
    retries: RetryPolicy = RetryPolicy(),
    limits: RequestLimits = .unlimited,
    longestHold: Duration? = nil
  ) {
    self.apiURL = apiURL
    self.apiVersion = apiVersion
    self.tokens = tokens
    self.concurrency = max(1, concurrency)
    self.userAgent = userAgent
    self.timeouts = timeouts
    self.largestBody = largestBody
    self.retries = retries
    self.limits = limits
    self.longestHold = longestHold
  }
}
