module dual_clock (
  input  wire        fast_clk,
  input  wire        fast_rst,
  input  wire        slow_clk,
  input  wire        slow_rst_n,
  input  wire        we,
  input  wire  [8:0] waddr,
  input  wire [35:0] wdata,
  input  wire  [8:0] raddr,
  output wire [35:0] rdata
);
  (* ram_style = "block" *)
  reg [35:0] ram [0:511];
  reg [35:0] ram_data = 36'd0;

  // ram: simple dual port, read first
  always @(posedge fast_clk) begin
    if (we) begin
      ram[waddr] <= wdata;
    end
  end
  always @(posedge slow_clk) begin
    ram_data <= ram[raddr];
  end

  assign rdata = ram_data;

  `ifndef SYNTHESIS
  integer k;
  initial begin
    for (k = 0; k < 512; k = k + 1) begin
      ram[k] = 36'd0;
    end
  end
  `endif

  wire _unused_ok = &{1'b0, fast_rst, slow_rst_n};
endmodule
