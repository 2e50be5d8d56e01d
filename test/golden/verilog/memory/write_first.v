module write_first (
  input  wire        clk,
  input  wire        rst,
  input  wire        we,
  input  wire        re,
  input  wire  [9:0] waddr,
  input  wire  [9:0] raddr,
  input  wire  [3:0] mask,
  input  wire [31:0] wdata,
  output wire [31:0] rdata
);
  (* ram_style = "block" *)
  reg [31:0] ram [0:1023];
  reg [31:0] ram_data_word = 32'd0;
  reg [31:0] ram_data_new = 32'd0;
  reg ram_data_taken = 1'b0;
  wire [31:0] ram_data = ram_data_taken ? ram_data_new : ram_data_word;

  // ram: simple dual port, read first with forwarding
  always @(posedge clk) begin
    if (we) begin
      ram[waddr] <= wdata;
    end
  end
  always @(posedge clk) begin
    if (re) begin
      ram_data_word <= ram[raddr];
      ram_data_taken <= we && waddr == raddr;
      ram_data_new <= wdata;
    end
  end

  assign rdata = ram_data;

  `ifndef SYNTHESIS
  integer k;
  initial begin
    for (k = 0; k < 1024; k = k + 1) begin
      ram[k] = 32'd0;
    end
  end
  `endif

  wire _unused_ok = &{1'b0, rst, mask};
endmodule
